#include "searcher/query/characters.h"

#include <unicode/uchar.h>

#include <array>
#include <cstdint>

#include "common/analysis/code_points.h"

namespace ksearch::query {
namespace {

/// White space beyond ASCII: U+0085, U+00A0, U+1680, U+2000-200A, U+2028, U+2029, U+202F, U+205F,
/// U+3000, as bytes.
constexpr std::array<std::string_view, 19> kWideSpaces = {
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
    "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
constexpr std::array<std::string_view, 6> kCurlyQuotes = {"“", "”", "„", "‟", "«", "»"};

unsigned char byte_at(std::string_view text, std::size_t pos) {
  return static_cast<unsigned char>(text[pos]);
}

template <std::size_t kCount>
std::size_t match_any(const std::array<std::string_view, kCount>& list, std::string_view text,
                      std::size_t pos) {
  if (byte_at(text, pos) < 0x80) return 0;
  const std::string_view rest = text.substr(pos, 3);
  for (const std::string_view entry : list) {
    if (rest.starts_with(entry)) return entry.size();
  }
  return 0;
}

/// Whether the two bytes at `pos` are a letter of the Hebrew block, U+05D0 to U+05EA.
bool is_hebrew(std::string_view text, std::size_t pos) {
  return pos + 1 < text.size() && byte_at(text, pos) == 0xd7 && byte_at(text, pos + 1) >= 0x90 &&
         byte_at(text, pos + 1) <= 0xaa;
}

constexpr std::uint32_t kLetters = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK;

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

/// Calls `visit` with each code point, U+FFFD for broken bytes, until it returns false.
template <typename Visit>
void each_code_point(std::string_view text, Visit visit) {
  for (std::size_t i = 0; i < text.size();) {
    if (!visit(static_cast<UChar32>(next_code_point(text, i)))) return;
  }
}

}  // namespace

std::size_t space_length(std::string_view text, std::size_t pos) {
  const unsigned char c = byte_at(text, pos);
  if (c <= 0x20 || c == 0x7f) return 1;
  return match_any(kWideSpaces, text, pos);
}

std::size_t quote_length(std::string_view text, std::size_t pos) {
  if (text[pos] == '"')
    return pos >= 2 && is_hebrew(text, pos - 2) && is_hebrew(text, pos + 1) ? 0 : 1;
  return match_any(kCurlyQuotes, text, pos);
}

std::size_t escaped_length(std::string_view text, std::size_t pos) {
  if (text[pos] != '\\' || pos + 1 == text.size()) return 0;
  return is_ascii_punctuation(text[pos + 1]) ? 1 : match_any(kCurlyQuotes, text, pos + 1);
}

bool is_punctuation(std::string_view text) {
  constexpr std::uint32_t kNoTerm =
      U_GC_P_MASK | U_GC_Z_MASK | U_GC_SM_MASK | U_GC_SK_MASK | U_GC_CC_MASK | U_GC_CF_MASK;
  bool all = true;
  each_code_point(text, [&](UChar32 c) { return all = (U_GET_GC_MASK(c) & kNoTerm) != 0; });
  return all;
}

std::size_t letter_count(std::string_view text) {
  std::size_t count = 0;
  each_code_point(text, [&](UChar32 c) {
    if ((U_GET_GC_MASK(c) & kLetters) != 0) ++count;
    return true;
  });
  return count;
}

bool is_letters(std::string_view text) {
  bool all = true;
  each_code_point(text, [&](UChar32 c) { return all = (U_GET_GC_MASK(c) & kLetters) != 0; });
  return all;
}

std::string_view trim_spaces(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = space_length(text, 0);
    if (length == 0) break;
    text.remove_prefix(length);
  }
  for (std::size_t length = 1; length <= 3 && length <= text.size();) {
    const bool is_space = space_length(text, text.size() - length) == length;
    if (is_space) text.remove_suffix(length);
    length = is_space ? 1 : length + 1;
  }
  return text;
}

}  // namespace ksearch::query
