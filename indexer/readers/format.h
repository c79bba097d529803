#pragma once

#include <string>
#include <string_view>

namespace ksearch {

/// The extension of a path in lower case, without the dot; empty when its name has none. Only 1 to
/// 10 letters and digits, not all digits, make one: "report.v2.TXT" has "txt", "talks 16.05" none.
[[nodiscard]] std::string file_extension(std::string_view path);

/// The last part of a path.
[[nodiscard]] std::string_view file_name(std::string_view path);

/// The host of a URL in lower case without "www." and port: the name of a site that names itself
/// nowhere; empty when `url` is no http or https URL.
[[nodiscard]] std::string site_of_url(std::string_view url);

/// Whether a file that begins with `head` is clearly a web page: after white space, comments and an
/// XML declaration comes <!doctype html> or <html>.
[[nodiscard]] bool looks_like_html(std::string_view head);

/// Whether a file that begins with `head` is clearly a mail message: header lines from the first
/// one on, among them at least two of those that every message has.
[[nodiscard]] bool looks_like_email(std::string_view head);

}  // namespace ksearch
