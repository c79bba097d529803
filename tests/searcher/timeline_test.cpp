#include <doctest/doctest.h>

#include <map>

#include "common/dates.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

using namespace std::chrono;

Document dated(const std::string& id, std::optional<sys_days> day) {
  Document document;
  document.id = id;
  document.language = "en";
  document.title = "Report " + id;
  document.text = "Grain was sold.";
  if (day) document.date = DocumentDate{*day, false, DateOrigin::kMetadata};
  return document;
}

/// "period=count" for each bar.
std::string text_of(const Timeline& timeline) {
  std::string text;
  for (const TimelineBar& bar : timeline.bars) {
    text += (text.empty() ? "" : " ") + bar.period + "=" + std::to_string(bar.count);
  }
  return text;
}

TEST_CASE("documents are counted by day, ISO week, month and year, with the gaps filled") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  // 2024-12-30 belongs to the first week of 2025, 2027-01-01 to the last of 2026.
  writer.put(dated("a", 2024y / December / 30));
  writer.put(dated("b", 2025y / January / 5));
  writer.put(dated("c", 2025y / January / 5));
  writer.put(dated("d", 2025y / January / 7));
  writer.put(dated("e", std::nullopt));
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const std::pair<TimeUnit, std::string> cases[] = {
      {TimeUnit::kDay,
       "2024-12-30=1 2024-12-31=0 2025-01-01=0 2025-01-02=0 2025-01-03=0 2025-01-04=0 "
       "2025-01-05=2 2025-01-06=0 2025-01-07=1"},
      {TimeUnit::kWeek, "2025-W01=3 2025-W02=1"},
      {TimeUnit::kMonth, "2024-12=1 2025-01=3"},
      {TimeUnit::kYear, "2024=1 2025=3"},
  };
  for (const auto& [unit, expected] : cases) {
    const Timeline timeline = searcher.timeline({}, unit);
    CHECK(text_of(timeline) == expected);
    CHECK(timeline.undated == 1);
  }
  SearchRequest some;
  some.filters.until = "2025-01-05";
  CHECK(text_of(searcher.timeline(some, TimeUnit::kMonth)) == "2024-12=1 2025-01=2");
  some.query = "nothing";
  CHECK(searcher.timeline(some, TimeUnit::kMonth).bars.empty());
}

TEST_CASE("weeks at the turn of a year are those of ISO 8601") {
  const std::pair<sys_days, std::string> cases[] = {
      {2020y / December / 31, "2020-W53=1"}, {2021y / January / 3, "2020-W53=1"},
      {2021y / January / 4, "2021-W01=1"},   {2027y / January / 1, "2026-W53=1"},
      {2024y / December / 29, "2024-W52=1"}, {2018y / January / 1, "2018-W01=1"},
  };
  for (const auto& [day, expected] : cases) {
    const test::TempDir dir;
    IndexWriter writer(test::sample_options(dir.path() / "index"));
    writer.put(dated("a", day));
    writer.commit();
    Searcher searcher(dir.path() / "index");
    CHECK(text_of(searcher.timeline({}, TimeUnit::kWeek)) == expected);
  }
}

TEST_CASE("bars and the undated add up to the total, and each is what its days filter to") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 200);
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.query = "ceasefire OR vote";
  request.exact_total = true;
  const std::uint64_t total = searcher.search(request).total;
  for (const TimeUnit unit : {TimeUnit::kDay, TimeUnit::kWeek, TimeUnit::kMonth, TimeUnit::kYear}) {
    const Timeline timeline = searcher.timeline(request, unit);
    std::uint64_t sum = timeline.undated;
    for (const TimelineBar& bar : timeline.bars) {
      sum += bar.count;
      SearchRequest narrowed = request;
      narrowed.filters.since = narrowed.filters.until = bar.period;
      CAPTURE(bar.period);
      CHECK(searcher.search(narrowed).total == bar.count);
    }
    CHECK(sum == total);
  }
}

TEST_CASE("a timeline of too many bars is refused, one of longer units is not") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  writer.put(dated("a", 1450y / January / 1));
  writer.put(dated("b", 9999y / December / 31));
  writer.commit();
  Searcher searcher(dir.path() / "index");
  CHECK(searcher.timeline({}, TimeUnit::kMonth).bars.size() == 8550 * 12);
  CHECK(searcher.timeline({}, TimeUnit::kYear).bars.back().period == "9999");
  CHECK_THROWS_WITH_AS(searcher.timeline({}, TimeUnit::kDay),
                       "the dates of the matches lie too far apart for so short a unit; take a "
                       "longer one, or narrow the dates with since and until",
                       Error);
}

}  // namespace
}  // namespace ksearch
