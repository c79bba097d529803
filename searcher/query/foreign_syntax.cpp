#include "searcher/query/foreign_syntax.h"

#include <cstddef>

namespace ksearch::query {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return (lower >= 'a' && lower <= 'z') || (c & 0x80) != 0;
}

/// Whether text ends with `mark` and then nothing but digits and full stops.
bool ends_with_number(std::string_view text, char mark) {
  std::size_t end = text.size();
  while (end > 0 && (is_digit(text[end - 1]) || text[end - 1] == '.')) --end;
  return end > 0 && text[end - 1] == mark && (end > 1 || text.size() > 1);
}

/// Whether `mark` stands between two letters.
bool holds_inside(std::string_view text, char mark) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == mark && is_letter(text[i - 1]) && is_letter(text[i + 1])) return true;
  }
  return false;
}

}  // namespace

std::string_view foreign_syntax(std::string_view word) {
  if (word == "&&") return "is no operator and was passed over; write AND";
  if (word == "||") return "is no operator and was passed over; write OR";
  if (word == "XOR") return "is no operator and was read as a word";
  if (word == "ADJ" || word.starts_with("ADJ/")) {
    return "is no operator and was read as a word; write NEAR/n or a phrase in quotation marks";
  }
  if (word.size() > 1 && word.front() == '!' && is_letter(word[1])) {
    return "was read as a word; write - before a word to exclude it";
  }
  if (ends_with_number(word, '~')) {
    return "was read as text: ~ belongs to a single word, as in word~ or word~2; for nearness "
           "write NEAR/n between words";
  }
  if (ends_with_number(word, '^')) return "was read as text: words cannot be given weights";
  const bool is_address = word.find('/') != std::string_view::npos;
  if (holds_inside(word, '*') || (holds_inside(word, '?') && !is_address)) {
    return "was read as text: * and ? stand for letters only in a word of nothing but letters";
  }
  return {};
}

}  // namespace ksearch::query
