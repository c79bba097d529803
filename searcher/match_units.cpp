#include "searcher/match_units.h"

#include <algorithm>
#include <utility>

namespace ksearch {

MatchUnits::MatchUnits(const StoryTable& stories, MatchSet documents, CountUnit unit)
    : stories_(stories), documents_(std::move(documents)), unit_(unit) {}

std::uint64_t MatchUnits::size() const { return count(documents_); }

std::uint64_t MatchUnits::count(const MatchSet& subset) const {
  std::uint64_t units = subset.size();
  if (unit_ == CountUnit::kDocument) return units;
  std::uint32_t last_story = 0;
  for (const std::uint32_t document : stories_.documents_with_copies()) {
    if (!subset.contains(document)) continue;
    const std::uint32_t story = stories_.story_of(document);
    if (story == last_story) --units;
    last_story = story;
  }
  return units;
}

std::uint64_t MatchUnits::documents_of_unit(std::uint32_t document) const {
  if (unit_ == CountUnit::kDocument || !stories_.has_copies(document)) return 1;
  const auto copies = stories_.documents_of(stories_.story_of(document));
  return static_cast<std::uint64_t>(
      std::ranges::count_if(copies, [&](std::uint32_t copy) { return documents_.contains(copy); }));
}

}  // namespace ksearch
