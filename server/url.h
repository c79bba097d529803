#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace ksearch {

/// Takes %XX apart (RFC 3986, section 2.1), and '+' as a space in the parameters of a form. Nothing
/// for a '%' that two hexadecimal digits do not follow.
enum class PlusSign : bool { kPlus, kSpace };
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text,
                                                        PlusSign plus = PlusSign::kPlus);
/// Text as one path segment or as the name or value of a parameter: all but letters, digits and
/// -._~ becomes %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// Reads "/path/segments?name=value&name=value" into path, segments and parameters. False when it
/// does not begin with '/', an escape is broken, or the path has a control character.
[[nodiscard]] bool read_target(std::string_view target, HttpRequest& request);

}  // namespace ksearch
