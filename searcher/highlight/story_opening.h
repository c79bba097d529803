#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "searcher/highlight/sentences.h"

namespace ksearch::highlight {

/// What is known of the parts of a text that do not tell the story.
struct BesideStory {
  const std::vector<Span>* furniture = nullptr;  ///< null: none
  Span title_span;                               ///< empty: the title is not part of the text
};

/// The block that a story begins with: the first paragraph, else whatever comes first, else the
/// title; never furniture. Nothing when there is no sentence near the begin of the text.
[[nodiscard]] std::optional<Block> story_opening(std::string_view text, const BesideStory& beside,
                                                 const Barriers& barriers,
                                                 SentenceSplitter& splitter);

}  // namespace ksearch::highlight
