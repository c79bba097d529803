#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "ksearch/analyzer.h"
#include "searcher/highlight/matcher.h"
#include "searcher/highlight/sentences.h"

namespace ksearch::highlight {

/// What passages are chosen from. Everything must outlive the call.
struct PassageRequest {
  std::string_view text;
  std::span<const Match> matches;                ///< in order, none in furniture
  std::span<const double> weights;               ///< of the units
  const std::vector<Span>* furniture = nullptr;  ///< null: none
  Span title_span;
  std::size_t count = 0;
  std::size_t max_chars = 0;
  bool best_first = false;  ///< else in order of the text
};

/// Chooses the passages to show: at most `count`, disjoint, none empty, each
/// of at most `max_chars` code points, none in furniture. Together they show as many units as they
/// can. Without a match it is one passage from where the story begins.
[[nodiscard]] std::vector<Span> choose_passages(const PassageRequest& request,
                                                SentenceSplitter& splitter, Analyzer& analyzer,
                                                TokenList& tokens);

}  // namespace ksearch::highlight
