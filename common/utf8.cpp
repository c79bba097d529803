#include "common/utf8.h"

namespace ksearch {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool is_surrogate(char32_t code_point) { return code_point >= 0xD800 && code_point < 0xE000; }

}  // namespace

Utf8Sequence utf8_sequence(std::string_view bytes, std::size_t at) {
  const unsigned lead = byte_at(bytes, at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() - at < length) return {};
  char32_t code_point = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned trail = byte_at(bytes, at + i);
    if ((trail & 0xC0) != 0x80) return {};
    code_point = code_point << 6 | (trail & 0x3F);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code_point < kLeast[length] || code_point > 0x10FFFF || is_surrogate(code_point)) return {};
  return {code_point, length};
}

void append_utf8(std::string& text, char32_t code_point) {
  if (code_point > 0x10FFFF || is_surrogate(code_point)) code_point = 0xFFFD;
  const auto trail = [code_point](unsigned shift) {
    return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F));
  };
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xC0 | code_point >> 6);
    text += trail(0);
  } else if (code_point < 0x10000) {
    text += static_cast<char>(0xE0 | code_point >> 12);
    text += trail(6);
    text += trail(0);
  } else {
    text += static_cast<char>(0xF0 | code_point >> 18);
    text += trail(12);
    text += trail(6);
    text += trail(0);
  }
}

std::string_view without_byte_order_mark(std::string_view bytes) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return bytes.starts_with(kMark) ? bytes.substr(kMark.size()) : bytes;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && (byte_at(text, max_bytes) & 0xC0) == 0x80) --max_bytes;
  return text.substr(0, max_bytes);
}

}  // namespace ksearch
