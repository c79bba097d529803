// Every dated document has a term for its year, one for its month and one for its day. The posting
// lists of the terms of one kind, read in the order of terms and intersected with the matches, are
// the bars in the order of time; a week is the union of the lists of its days.

#include "searcher/explore/timeline.h"

#include <fmt/format.h>

#include <charconv>

#include "common/dates.h"
#include "common/schema.h"

namespace ksearch {
namespace {

using namespace std::chrono;

/// More bars than this are nothing to look at: 300 years of days. Months of all the years that
/// dates may have (common/dates.h) stay below.
constexpr std::size_t kMaxBars = 110'000;

std::size_t digits_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kYear:
      return 4;
    case TimeUnit::kMonth:
      return 6;
    case TimeUnit::kDay:
    case TimeUnit::kWeek:
      break;
  }
  return 8;
}

/// The first day of what a date term names.
sys_days first_day(std::string_view digits) {
  const auto number = [&](std::size_t at, std::size_t count, int missing) {
    if (at >= digits.size()) return missing;
    int value = 0;
    std::from_chars(digits.data() + at, digits.data() + at + count, value);
    return value;
  };
  return year(number(0, 4, 0)) / month(static_cast<unsigned>(number(4, 2, 1))) /
         day(static_cast<unsigned>(number(6, 2, 1)));
}

sys_days period_of(sys_days day, TimeUnit unit) {
  return unit == TimeUnit::kWeek ? day - (weekday(day) - Monday) : day;
}

sys_days next_period(sys_days start, TimeUnit unit) {
  const year_month_day date(start);
  switch (unit) {
    case TimeUnit::kDay:
      return start + days(1);
    case TimeUnit::kWeek:
      return start + weeks(1);
    case TimeUnit::kMonth:
      return sys_days(date + months(1));
    case TimeUnit::kYear:
      break;
  }
  return sys_days(date + years(1));
}

std::string period_name(sys_days start, TimeUnit unit) {
  std::string name = format_day(start);
  switch (unit) {
    case TimeUnit::kDay:
      break;
    case TimeUnit::kWeek: {
      // ISO 8601: a week belongs to the year of its Thursday.
      const sys_days thursday = start + days(3);
      const year of_week = year_month_day(thursday).year();
      const auto before = (thursday - sys_days(of_week / January / 1)).count();
      return fmt::format("{:04}-W{:02}", static_cast<int>(of_week), before / 7 + 1);
    }
    case TimeUnit::kMonth:
      name.resize(7);
      break;
    case TimeUnit::kYear:
      name.resize(4);
      break;
  }
  return name;
}

struct PeriodCount {
  sys_days start;
  std::uint64_t count = 0;
};

/// The bars between two counted periods, and the last of them.
void add_bar(const PeriodCount& period, TimeUnit unit, sys_days& next, Timeline& timeline) {
  const auto add = [&](sys_days start, std::uint64_t count) {
    if (timeline.bars.size() == kMaxBars) {
      throw Error(ErrorCode::kInvalidArgument,
                  "the dates of the matches lie too far apart for so short a unit; take a longer "
                  "one, or narrow the dates with since and until");
    }
    timeline.bars.push_back({period_name(start, unit), count});
  };
  if (timeline.bars.empty()) next = period.start;
  for (; next < period.start; next = next_period(next, unit)) add(next, 0);
  add(period.start, period.count);
  next = next_period(period.start, unit);
}

}  // namespace

Timeline make_timeline(const Generation& generation, const MatchUnits& matches, TimeUnit unit) {
  const Xapian::Database& database = generation.database();
  const std::string prefix(1, schema::kDatePrefix);
  Timeline timeline;
  sys_days next;
  MatchSet dated(database.get_lastdocid());
  UnitCounter counter(matches);
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end;) {
    std::optional<PeriodCount> period;
    counter.reset();
    for (; term != end; ++term) {
      const std::string text = *term;
      if (text.size() != prefix.size() + digits_of(unit)) continue;
      const sys_days start = period_of(first_day(std::string_view(text).substr(1)), unit);
      if (period && period->start != start) break;
      period = {start, 0};
      const auto postings_end = database.postlist_end(text);
      for (auto posting = database.postlist_begin(text); posting != postings_end; ++posting) {
        if (counter.add(*posting)) dated.add(*posting);
      }
    }
    if (!period) break;
    period->count = counter.count();
    if (period->count > 0) add_bar(*period, unit, next, timeline);
  }
  MatchSet undated = matches.documents();
  undated -= dated;
  timeline.undated = matches.count(undated);
  return timeline;
}

}  // namespace ksearch
