#include "searcher/highlight/match_windows.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace ksearch::highlight {
namespace {

/// Matches that are looked at one by one; beyond them only the best windows are.
constexpr std::size_t kManyMatches = 256;
constexpr std::size_t kBestWindows = 16;
/// The matches [first, last), which lie in one width, and what they are worth together.
struct Window {
  double score;
  std::size_t first;
  std::size_t last;
};

/// One window for each match: from it on.
std::vector<Window> windows_of(const std::vector<Match>& matches, std::span<const double> weights,
                               std::size_t width) {
  std::vector<Window> windows;
  windows.reserve(matches.size());
  std::vector<std::size_t> counts(weights.size());
  double score = 0;
  const auto change = [&](std::uint32_t unit, bool add) {
    score -= weights[unit] * saturated(counts[unit]);
    counts[unit] += add ? 1 : std::size_t(-1);
    score += weights[unit] * saturated(counts[unit]);
  };
  std::size_t end = 0;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    const std::size_t limit = matches[first].span.begin + width;
    while (end < matches.size() && matches[end].span.end <= limit)
      change(matches[end++].unit, true);
    if (end == first) change(matches[end++].unit, true);
    windows.push_back({score, first, end});
    change(matches[first].unit, false);
  }
  return windows;
}

/// Indexes of the best windows, the best first.
std::vector<std::size_t> best_of(const std::vector<Window>& windows, std::size_t count) {
  std::vector<std::size_t> order(windows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  count = std::min(order.size(), count);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      return std::pair(-windows[a].score, a) < std::pair(-windows[b].score, b);
                    });
  order.resize(count);
  return order;
}

}  // namespace

std::vector<Match> promising_matches(std::vector<Match> matches, std::span<const double> weights,
                                     std::size_t width) {
  if (matches.size() <= kManyMatches) return matches;
  const std::vector<Window> windows = windows_of(matches, weights, width);
  std::vector<bool> kept(matches.size());
  const auto keep = [&](const Window& window) {
    for (std::size_t i = window.first; i < window.last; ++i) kept[i] = true;
  };
  std::size_t best = 0;
  // Most of the best windows overlap others.
  for (const std::size_t i : best_of(windows, kBestWindows * kBestWindows)) {
    if (best == kBestWindows) break;
    if (kept[windows[i].first]) continue;
    keep(windows[i]);
    ++best;
  }
  std::vector<const Window*> best_of_unit(weights.size());
  for (const Window& window : windows) {
    const Window*& known = best_of_unit[matches[window.first].unit];
    if (known == nullptr || window.score > known->score) known = &window;
  }
  for (const Window* window : best_of_unit) {
    if (window != nullptr) keep(*window);
  }
  std::size_t next = 0;
  std::erase_if(matches, [&](const Match&) { return !kept[next++]; });
  return matches;
}

}  // namespace ksearch::highlight
