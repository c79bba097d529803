#include "indexer/entities/mention_builder.h"

#include <algorithm>
#include <array>

namespace ksearch {
namespace {

constexpr std::array<std::string_view, 11> kCourtesyTitles = {
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Herr", "Frau", "Mme", "Sir", "Dame"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Where a courtesy title before `begin` begins, or `begin`.
std::size_t title_begin(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end > 0 && text[end - 1] == ' ') --end;
  if (end == begin) return begin;
  if (end > 0 && text[end - 1] == '.') --end;
  std::size_t first = end;
  while (first > 0 && is_letter(text[first - 1])) --first;
  const std::string_view word = text.substr(first, end - first);
  const bool title =
      std::find(kCourtesyTitles.begin(), kCourtesyTitles.end(), word) != kCourtesyTitles.end();
  return title ? first : begin;
}

}  // namespace

Mention make_mention(std::string_view text, const FoundName& found) {
  std::string name;
  for (const char c : text.substr(found.surface.begin, found.surface.size())) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space && !name.empty() && name.back() == ' ') continue;
    name += space ? ' ' : c;
  }
  Span span = found.tokens;
  if (found.type == EntityType::kPerson) span.begin = title_begin(text, span.begin);
  return {span, found.type, std::move(name)};
}

}  // namespace ksearch
