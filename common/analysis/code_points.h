#pragma once

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <string>
#include <string_view>

/// Walking along code points of UTF-8 and UTF-16, over ICU's macros.
namespace ksearch {

/// What stands for broken bytes.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// The macros convert between integer types on purpose.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

/// The code point at `i`, which moves past it; U+FFFD for broken bytes, as many as make one broken
/// sequence.
inline char32_t next_code_point(std::string_view text, std::size_t& i) {
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), i, text.size(), c);
  return static_cast<char32_t>(c);
}

/// The code point that ends at `end`, which moves to its begin. The text must be valid.
inline char32_t previous_code_point(std::string_view text, std::size_t& end) {
  do --end;
  while (end > 0 && U8_IS_TRAIL(text[end]));
  std::size_t i = end;
  return next_code_point(text, i);
}

inline char32_t next_code_point(std::u16string_view text, std::size_t& i) {
  UChar32 c = 0;
  U16_NEXT(text.data(), i, text.size(), c);
  return static_cast<char32_t>(c);
}

inline void append_utf16(char32_t c, std::u16string& out) {
  if (c <= 0xFFFF) {
    out += static_cast<char16_t>(c);
  } else {
    out += U16_LEAD(c);
    out += U16_TRAIL(c);
  }
}

#pragma GCC diagnostic pop

/// Whether a byte is the second, third or fourth of a code point.
inline bool is_trail_byte(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Number of code points of valid text; of broken text, of the bytes that can start one.
inline std::size_t code_point_count(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) {
    if (!is_trail_byte(byte)) ++count;
  }
  return count;
}

/// Calls `visit(code point, its bytes)` along the text.
template <typename Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(text, i);
    visit(c, text.substr(begin, i - begin));
  }
}

}  // namespace ksearch
