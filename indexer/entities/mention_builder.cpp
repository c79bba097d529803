#include "indexer/entities/mention_builder.h"

#include <algorithm>
#include <array>

namespace ksearch {
namespace {

bool is_courtesy_title(const Word& word) {
  static constexpr std::array<std::string_view, 11> kTitles = {
      "mr", "mrs", "ms", "miss", "mx", "dr", "herr", "frau", "mme", "sir", "dame"};
  return word.capital &&
         std::find(kTitles.begin(), kTitles.end(), word.normalized) != kTitles.end();
}

bool is_only_space_or_dot(std::string_view gap) {
  return gap.find_first_not_of(". \t\xc2\xa0") == std::string_view::npos;
}

/// The bytes from the first word to the end of the last one's surface, white space as one space.
std::string surface_of(std::string_view text, const Word& first, const Word& last) {
  const std::size_t end = last.span.begin + last.surface.size();
  std::string out;
  for (const char c : text.substr(first.span.begin, end - first.span.begin)) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space && !out.empty() && out.back() == ' ') continue;
    out += space ? ' ' : c;
  }
  return out;
}

}  // namespace

std::vector<Mention> make_mentions(std::string_view text, const std::vector<Word>& words,
                                   std::span<const NameRange> ranges) {
  std::vector<Mention> mentions;
  mentions.reserve(ranges.size());
  for (const NameRange& range : ranges) {
    const bool furniture = std::any_of(words.begin() + static_cast<std::ptrdiff_t>(range.begin),
                                       words.begin() + static_cast<std::ptrdiff_t>(range.end),
                                       [](const Word& word) { return word.furniture; });
    if (furniture || range.begin >= range.end) continue;
    const Word& first = words[range.begin];
    const Word& last = words[range.end - 1];
    Span span{first.span.begin, last.span.end};
    if (range.type == EntityType::kPerson && range.begin > 0) {
      const Word& before = words[range.begin - 1];
      if (is_courtesy_title(before) && is_only_space_or_dot(first.gap))
        span.begin = before.span.begin;
    }
    mentions.push_back({span, range.type, surface_of(text, first, last)});
  }
  return mentions;
}

}  // namespace ksearch
