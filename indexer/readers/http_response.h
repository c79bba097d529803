#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ksearch {

/// Header lines as names in lower case and values, in order.
using HeaderFields = std::vector<std::pair<std::string, std::string>>;

/// Parses "Name: value" lines; lines that begin with white space go on with the one before.
[[nodiscard]] HeaderFields parse_header_fields(std::string_view lines);

/// The first value of a header; empty when it is missing. `name` is in lower case.
[[nodiscard]] std::string header_value(const HeaderFields& fields, std::string_view name);

/// The value of a parameter such as charset in "text/html; charset=utf-8"; empty when it is
/// missing.
[[nodiscard]] std::string header_parameter(std::string_view value, std::string_view name);

/// A response of HTTP as it went over the wire.
struct HttpCapture {
  unsigned status = 0;
  HeaderFields fields;
  std::string body;  ///< without the encodings of transfer and content
};

/// Takes a response apart and undoes "chunked", "gzip" and "deflate" (RFC 9112), with a body of at
/// most `max_bytes`. Instead of it `fault` says what is wrong: "not an HTTP response", "content
/// encoding br".
[[nodiscard]] std::optional<HttpCapture> parse_http_capture(std::string_view bytes,
                                                            std::size_t max_bytes,
                                                            std::string& fault);

}  // namespace ksearch
