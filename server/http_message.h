#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ksearch/searcher.h"

namespace ksearch {

/// Names with values, in order; a name may stand more than once.
using NamedValues = std::vector<std::pair<std::string, std::string>>;

/// One request as its handlers see it: checked, decoded, without a body.
struct HttpRequest {
  std::string method;  ///< "GET" or "HEAD"
  std::string path;    ///< decoded, begins with '/'
  std::vector<std::string>
      segments;            ///< what stands between the path's slashes, decoded one by one
  NamedValues parameters;  ///< of the query string, decoded, in order
  NamedValues headers;     ///< as sent

  /// The last value of a parameter.
  [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
  /// The first value of a header, whatever the case of its name; empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Makes a body part by part: appends the next part to its argument; false when there is no more.
/// One call at a time, but each may come from another thread with another Searcher. Copies share
/// their state.
using BodySource = std::function<bool(Searcher&, std::string&)>;

/// What a handler answers. The transport adds the headers that all responses share (safety, length,
/// keeping the connection).
struct HttpResponse {
  unsigned status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  NamedValues headers;
  BodySource source;  ///< what follows `body`, sent in chunks; none: nothing follows
  bool lags = false;  ///< `body` is of an earlier commit than the newest: not to be kept
};

}  // namespace ksearch
