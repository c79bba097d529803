#pragma once

#include <string>
#include <string_view>

namespace ksearch {

/// The language most of a text is written in, as an ISO 639-1 code ("nb" and "nn" are "no", "iw" is
/// "he"); empty when the text is too short, too mixed or of no known language. `text` is valid
/// UTF-8; a bounded part from its middle on is looked at. Thread-safe. By CLD2.
[[nodiscard]] std::string detect_language(std::string_view text);

/// The ISO 639-1 code of a language tag in any of the forms that pages and mails use ("en-GB",
/// "pt_BR", "EN"); empty when there is none.
[[nodiscard]] std::string language_from_tag(std::string_view tag);

/// Whether this is the code of a language: of ISO 639-1, or of ISO 639-2 where that has none, in
/// small letters, as ICU lists them.
[[nodiscard]] bool is_language_code(std::string_view code);

}  // namespace ksearch
