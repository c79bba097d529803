#include "searcher/highlight/story_opening.h"

#include <algorithm>
#include <utility>

#include "common/analysis/code_points.h"

namespace ksearch::highlight {
namespace {

/// Length from which a sentence can open a story that nothing of the query matches.
constexpr std::size_t kMinLeadChars = 40;
constexpr std::size_t kLeadBytes = 65536;

}  // namespace

std::optional<Block> story_opening(std::string_view text, const BesideStory& beside,
                                   const Barriers& barriers, SentenceSplitter& splitter) {
  const auto is_furniture = [&](Span span) {
    return beside.furniture != nullptr &&
           std::any_of(beside.furniture->begin(), beside.furniture->end(),
                       [&](Span furniture) { return furniture.overlaps(span); });
  };
  std::optional<Block> opening;
  std::optional<Block> title;
  for (std::size_t pos = 0; pos < std::min(text.size(), kLeadBytes);) {
    const Span rest = trimmed(text, {pos, text.size()});
    if (rest.empty()) break;
    Block block = splitter.block_around(text, rest.begin, barriers, {});
    pos = std::max(block.span.end, rest.begin + 1);
    if (block.sentences.empty() || is_furniture(block.span)) continue;
    if (beside.title_span.overlaps(block.span)) {
      if (!title) title = std::move(block);
      continue;
    }
    const Span first = block.sentences.front();
    const bool opens_story =
        block.is_prose && code_point_count(text.substr(first.begin, first.size())) >= kMinLeadChars;
    if (!opening || opens_story) opening = std::move(block);
    if (opens_story) break;
  }
  return opening ? std::move(opening) : std::move(title);
}

}  // namespace ksearch::highlight
