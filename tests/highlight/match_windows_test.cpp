#include "searcher/highlight/match_windows.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace ksearch;
using namespace ksearch::highlight;

namespace {

/// `count` matches of a unit, each of a byte, `step` bytes apart.
void add(std::vector<Match>& matches, std::uint32_t unit, std::size_t count, std::size_t step) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = matches.empty() ? 0 : matches.back().span.begin + step;
    matches.push_back({{begin, begin + 1}, unit});
  }
}

bool has_unit(const std::vector<Match>& matches, std::uint32_t unit) {
  return std::ranges::any_of(matches, [&](const Match& match) { return match.unit == unit; });
}

}  // namespace

TEST_CASE("repetitions are worth less and less, up to a bound") {
  CHECK(saturated(0) == 0);
  CHECK(saturated(1) == doctest::Approx(1));
  for (std::size_t count = 1; count < 50; ++count) {
    CHECK(saturated(count + 1) > saturated(count));
    CHECK(saturated(count + 1) - saturated(count) < saturated(count) - saturated(count - 1));
    CHECK(saturated(count) < kSaturation);
  }
}

TEST_CASE("few matches are all kept") {
  std::vector<Match> matches;
  add(matches, 0, 200, 1000);
  CHECK(promising_matches(matches, std::vector<double>{1}, 100) == matches);
}

TEST_CASE("of very many matches the windows with most units and one of each unit are kept") {
  std::vector<Match> matches;
  add(matches, 0, 1000, 1000);
  add(matches, 1, 1, 10);  // beside the last one
  add(matches, 0, 1000, 1000);
  add(matches, 2, 1, 1000);  // alone, and worth little
  const std::vector<double> weights = {1, 1, 0.1};
  const std::vector<Match> kept = promising_matches(matches, weights, 100);
  CHECK(kept.size() < 50);
  CHECK(has_unit(kept, 1));
  CHECK(has_unit(kept, 2));
  const auto rare = std::ranges::find(kept, 1U, &Match::unit);
  REQUIRE(rare != kept.begin());
  CHECK(std::prev(rare)->span.begin + 10 == rare->span.begin);
  CHECK(std::ranges::is_sorted(kept, {}, [](const Match& match) { return match.span.begin; }));
}

TEST_CASE("a match that is wider than a window is kept as one") {
  std::vector<Match> matches;
  for (std::size_t i = 0; i < 300; ++i) matches.push_back({{i * 1000, i * 1000 + 500}, 0});
  const std::vector<Match> kept = promising_matches(matches, std::vector<double>{1}, 100);
  CHECK_FALSE(kept.empty());
  CHECK(kept.size() < 50);
}
