#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ksearch {

/// One code point as it stands in bytes.
struct Utf8Sequence {
  char32_t code_point = 0xFFFD;
  std::size_t length = 0;  ///< in bytes; 0: the byte there begins no well-formed sequence
};

/// The sequence that begins at `at`, which is inside `bytes`. Well-formed is what the Unicode
/// Standard's table 3-7 lists: no surrogates, no overlong forms, nothing above U+10FFFF.
[[nodiscard]] Utf8Sequence utf8_sequence(std::string_view bytes, std::size_t at);

/// Appends a code point; U+FFFD for surrogates and numbers above U+10FFFF.
void append_utf8(std::string& text, char32_t code_point);

/// The bytes without the byte order mark that they may begin with.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view bytes);

/// The longest prefix of valid UTF-8 of at most `max_bytes` that does not end inside a code point.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

}  // namespace ksearch
