#pragma once

#include <algorithm>
#include <cstddef>

#include "cli/browse/state.h"

namespace ksearch::cli::browse {

/// Rows of the screen that a hit takes.
inline constexpr std::size_t kHitRows = 2;

struct Area {
  std::size_t row = 0;
  std::size_t column = 0;
  std::size_t rows = 0;
  std::size_t columns = 0;
};

/// Where the parts of the screen are: facets left, hits right, passages or the document below them.
/// Under 60 columns there is one column, and the facets hide behind Tab.
struct Layout {
  Area facets;
  Area hits;
  Area below;
  bool divided = true;  ///< facets and hits side by side
};

[[nodiscard]] inline Layout layout_of(const State& state) {
  constexpr std::size_t kLeastDivided = 60;
  const std::size_t rows = std::max<std::size_t>(state.size.rows, 6) - 2;  // header and footer
  const std::size_t columns = std::max<std::size_t>(state.size.columns, 30);
  Layout layout;
  layout.divided = columns >= kLeastDivided;
  const std::size_t left = layout.divided ? std::clamp<std::size_t>(columns / 3, 24, 40) : columns;
  const std::size_t start = layout.divided ? left + 1 : 0;
  layout.facets = {1, 0, rows, left};
  // The document takes most of the height while it is read.
  const std::size_t share = state.pane == Pane::kDocument ? rows / 4 : rows * 3 / 5;
  const std::size_t hits = std::max(share / kHitRows, std::size_t{1}) * kHitRows;
  layout.hits = {1, start, std::min(hits, rows), columns - start};
  const std::size_t used = layout.hits.rows + 1;  // a rule between them
  layout.below = {1 + used, start, rows > used ? rows - used : 0, columns - start};
  return layout;
}

}  // namespace ksearch::cli::browse
