#include "searcher/match_units.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

TEST_CASE("units are counted alike in every way there is to count them") {
  constexpr std::uint32_t kDocuments = 500;
  std::mt19937 random(11);
  const test::TempDir dir;
  std::vector<std::uint32_t> table(kDocuments + 1);
  for (std::uint32_t document = 1; document <= kDocuments; ++document) {
    const auto story = static_cast<std::uint32_t>(1 + random() % 40);
    if (story < document && random() % 3 == 0) table[document] = table[story] = story;
  }
  write_story_table(dir.path(), 1, table);
  const StoryTable stories(dir.path(), 1);
  for (const CountUnit unit : {CountUnit::kStory, CountUnit::kDocument}) {
    for (const unsigned share : {1U, 2U, 10U, 1000U}) {
      MatchSet matches(kDocuments);
      std::map<std::uint32_t, std::set<std::uint32_t>> wanted;
      for (std::uint32_t document = 1; document <= kDocuments; ++document) {
        if (random() % share != 0) continue;
        matches.add(document);
        const bool alone = unit == CountUnit::kDocument || table[document] == 0;
        wanted[alone ? document : table[document]].insert(document);
      }
      const MatchUnits units(stories, matches, unit);
      CHECK(units.size() == wanted.size());
      std::map<std::uint32_t, std::set<std::uint32_t>> seen;
      std::uint32_t last = 0;
      units.for_each([&](std::uint32_t number, std::uint32_t document) {
        if (number != last) CHECK_FALSE(seen.contains(number));
        last = number;
        CHECK(units.unit_of(document) == number);
        CHECK(seen[number].insert(document).second);
      });
      CHECK(seen == wanted);
      UnitCounter counter(units);
      MatchSet subset(kDocuments);
      std::set<std::uint32_t> some;
      for (int round = 0; round < 2; ++round) {
        counter.reset();
        for (std::uint32_t document = 1; document <= kDocuments; document += 3) {
          CHECK(counter.add(document) == matches.contains(document));
          if (!matches.contains(document)) continue;
          subset.add(document);
          some.insert(units.unit_of(document));
        }
        CHECK(counter.count() == some.size());
      }
      CHECK(units.count(subset) == some.size());
      for (const auto& [number, documents] : wanted) {
        CHECK(units.documents_of_unit(*documents.begin()) == documents.size());
      }
    }
  }
}

}  // namespace
}  // namespace ksearch
