#pragma once

#include <filesystem>

#include "ksearch/searcher.h"
#include "server/http_message.h"
#include "server/latest_completer.h"

namespace ksearch {

/// Answers requests that the gate let in: /api/ with JSON, /static/ with assets, everything else
/// with pages. Adds what does not depend on the connection: entity tags, compression, errors.
/// Immutable, for any number of threads.
class Application {
 public:
  /// `web_root`: a folder whose files are served in place of the assets within the program; empty:
  /// none. `completer` gives completions and outlives this; null: searchers give them.
  explicit Application(std::filesystem::path web_root = {}, LatestCompleter* completer = nullptr)
      : web_root_(std::move(web_root)), completer_(completer) {}

  /// Never throws for what a request asks or an index lacks: that becomes a response.
  [[nodiscard]] HttpResponse respond(const HttpRequest& request, Searcher& searcher) const;

  /// What follows a body that is sent in parts: status 200, the next part, and the source while
  /// there is more. A source that fails gives the response of its error.
  [[nodiscard]] static HttpResponse next_part(const BodySource& source, Searcher& searcher);

 private:
  [[nodiscard]] HttpResponse route(const HttpRequest& request, Searcher& searcher) const;
  [[nodiscard]] HttpResponse asset(const HttpRequest& request) const;

  std::filesystem::path web_root_;
  LatestCompleter* completer_;
};

}  // namespace ksearch
