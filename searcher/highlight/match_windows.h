#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "searcher/highlight/matcher.h"

namespace ksearch::highlight {

/// What `count` matches of one unit are worth beside one of them: repetitions add less and less,
/// up to kSaturation.
inline constexpr double kSaturation = 1.5;
[[nodiscard]] inline double saturated(std::size_t count) {
  const auto n = static_cast<double>(count);
  return n * kSaturation / (n + kSaturation - 1);
}

/// Of very many matches, in order, those in the most promising windows of `width` bytes and in the
/// best window of each unit, so that a choice between them takes little time; few matches are all
/// kept. `weights` are those of the units.
[[nodiscard]] std::vector<Match> promising_matches(std::vector<Match> matches,
                                                   std::span<const double> weights,
                                                   std::size_t width);

}  // namespace ksearch::highlight
