#pragma once

#include <cstddef>
#include <string_view>

namespace ksearch::query {

/// Bytes of the white space or control character at `pos`; 0 when there is none. Bytes that are not
/// UTF-8 are ordinary characters, here and below.
[[nodiscard]] std::size_t space_length(std::string_view text, std::size_t pos);

/// Bytes of the double quotation mark at `pos`, straight or curly (" “ ” „ ‟ « »); 0 when there is
/// none. A straight one between two Hebrew letters is part of an acronym and none.
[[nodiscard]] std::size_t quote_length(std::string_view text, std::size_t pos);

/// Bytes of the character that a backslash at `pos` makes text; 0 when the backslash is text
/// itself. ASCII punctuation and quotation marks can be escaped.
[[nodiscard]] std::size_t escaped_length(std::string_view text, std::size_t pos);

/// Whether text holds only punctuation, mathematical signs and white space, which no analyser makes
/// a term of.
[[nodiscard]] bool is_punctuation(std::string_view text);

/// Number of letters, digits and marks.
[[nodiscard]] std::size_t letter_count(std::string_view text);

/// Whether text holds nothing but letters, digits and marks.
[[nodiscard]] bool is_letters(std::string_view text);

/// `text` without white space at either end.
[[nodiscard]] std::string_view trim_spaces(std::string_view text);

}  // namespace ksearch::query
