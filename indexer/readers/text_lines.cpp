#include "indexer/readers/text_lines.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "common/utf8.h"

namespace ksearch {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Length in bytes of the white space that `text` starts with at `at`; 0 when there is none.
std::size_t space_length(std::string_view text, std::size_t at) {
  if (is_space(text[at])) return 1;
  if (text[at] != kNoBreakSpace[0]) return 0;
  return text.substr(at).starts_with(kNoBreakSpace) ? kNoBreakSpace.size() : 0;
}

}  // namespace

std::vector<Span> text_lines(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    if (!line.empty()) {
      const auto at = static_cast<std::size_t>(line.data() - text.data());
      lines.push_back({at, at + line.size()});
    }
    begin = end + 1;
  }
  return lines;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = space_length(text, 0);
    if (length == 0) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    if (is_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  return text;
}

std::string collapsed(std::string_view text) {
  text = trimmed(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && space_length(text, end) == 0) ++end;
    result.append(text, i, end - i);
    if (end == text.size()) break;
    result += ' ';
    i = end;
    while (const std::size_t length = space_length(text, i)) i += length;
  }
  return result;
}

std::string lower_case(std::string_view text) {
  const auto ascii_end =
      std::ranges::find_if(text, [](char c) { return (c & 0x80) != 0; }) - text.begin();
  std::string lower(text.substr(0, static_cast<std::size_t>(ascii_end)));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (std::size_t i = lower.size(); i < text.size();) {
    const Utf8Sequence next = utf8_sequence(text, i);
    append_utf8(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(next.code_point))));
    i += std::max<std::size_t>(next.length, 1);
  }
  return lower;
}

std::size_t code_point_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    words += !in_word && !is_space(c) ? 1U : 0U;
    in_word = !is_space(c);
  }
  return words;
}

bool ends_sentence(std::string_view line) {
  static constexpr std::string_view kClosers[] = {"\"",     "'",      ")",      "]", "\u201D",
                                                  "\u2019", "\u00BB", "\u201C", "*"};
  static constexpr std::string_view kEnds[] = {".",      "!",      "?",      ":",      ";",
                                               "\u2026", "\u3002", "\uFF01", "\uFF1F", "\u0964"};
  const auto drop_closer = [&line] {
    for (const std::string_view closer : kClosers) {
      if (!line.ends_with(closer)) continue;
      line.remove_suffix(closer.size());
      return true;
    }
    return false;
  };
  line = trimmed(line);
  while (drop_closer()) {
  }
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [line](std::string_view end) { return line.ends_with(end); });
}

}  // namespace ksearch
