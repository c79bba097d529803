// Dates as people write them.
//
// A text is split into numbers, words and single marks first (date_words.h). A date of digits is
// read from the front by its separators; a date with a month's name is read in any order, and every
// word of it must be known, so that prose which merely holds a date is not taken for one
// (date_parts.h).

#include "common/dates.h"

#include <algorithm>
#include <cstdio>

#include "common/date_parts.h"

namespace ksearch {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

sys_days last_day_of_month(year_month_day date) {
  return sys_days(date.year() / date.month() / std::chrono::last);
}

/// A calendar month, or a calendar year when `month` is missing.
std::optional<DayRange> calendar_unit(int year, std::optional<int> month) {
  const auto first = calendar_day(year, month.value_or(1), 1);
  if (!first) return std::nullopt;
  const auto last =
      month ? *first : year_month_day{first->year(), std::chrono::December, first->day()};
  return DayRange{sys_days(*first), last_day_of_month(last)};
}

DayRange one_day(sys_days day) { return {day, day}; }

/// The Monday of a day's week.
sys_days monday_of(sys_days day) { return day - (weekday(day) - std::chrono::Monday); }

std::optional<DayRange> iso_week(int year, int week) {
  if (year < kFirstYear || year > kLastYear || week < 1) return std::nullopt;
  const auto week_one = [](int y) { return monday_of(sys_days(std::chrono::year(y) / 1 / 4)); };
  const sys_days monday = week_one(year) + days(7 * (week - 1));
  if (monday >= week_one(year + 1)) return std::nullopt;
  return DayRange{monday, monday + days(6)};
}

/// `date` moved back by months; the 31st becomes the last day of a shorter month.
sys_days months_before(sys_days day, int count) {
  year_month_day date{day};
  date -= months(count);
  return date.ok() ? sys_days(date) : last_day_of_month(date);
}

/// "this week", "last month": the calendar unit that lies `back` units before the current one.
std::optional<DayRange> relative_unit(std::string_view unit, int back, sys_days today) {
  if (unit == "week") {
    const sys_days monday = monday_of(today) - days(7 * back);
    return DayRange{monday, monday + days(6)};
  }
  const year_month_day now{today};
  if (unit == "month") {
    const auto month = std::chrono::year_month(now.year(), now.month()) - months(back);
    return calendar_unit(static_cast<int>(month.year()),
                         static_cast<int>(static_cast<unsigned>(month.month())));
  }
  if (unit == "year") return calendar_unit(static_cast<int>(now.year()) - back, std::nullopt);
  return std::nullopt;
}

/// "2 weeks ago".
std::optional<DayRange> days_ago(int count, std::string_view unit, sys_days today) {
  if (unit.ends_with('s')) unit.remove_suffix(1);
  // Farther back than any date that is read, and far from any overflow.
  if (count > 365 * kLastYear) return std::nullopt;
  sys_days day = today;
  if (unit == "day")
    day -= days(count);
  else if (unit == "week")
    day -= days(7LL * count);
  else if (unit == "month" && count <= 12 * kLastYear)
    day = months_before(today, count);
  else if (unit == "year" && count <= kLastYear)
    day = months_before(today, 12 * count);
  else
    return std::nullopt;
  if (day < sys_days(std::chrono::year(kFirstYear) / 1 / 1)) return std::nullopt;
  return one_day(day);
}

std::optional<DayRange> read_relative(const std::vector<DatePiece>& pieces, sys_days today) {
  const auto word = [&](std::size_t i) { return pieces[i].text; };
  if (pieces.size() == 1) {
    if (word(0) == "today") return one_day(today);
    if (word(0) == "yesterday") return one_day(today - days(1));
    if (word(0) == "tomorrow") return one_day(today + days(1));
    if (const auto day = weekday_named(word(0))) return one_day(today - (weekday(today) - *day));
    if (const auto month = month_named(word(0))) {
      const year_month_day now{today};
      const bool over = std::chrono::month(static_cast<unsigned>(*month)) <= now.month();
      return calendar_unit(static_cast<int>(now.year()) - (over ? 0 : 1), month);
    }
  } else if (pieces.size() == 2 && (word(0) == "last" || word(0) == "this")) {
    if (const auto unit = relative_unit(word(1), word(0) == "last" ? 1 : 0, today)) return unit;
    const auto day = weekday_named(word(1));
    const sys_days yesterday = today - days(1);
    if (day && word(0) == "last") return one_day(yesterday - (weekday(yesterday) - *day));
  } else if (pieces.size() == 3 && word(2) == "ago" && pieces[1].is_word()) {
    if (pieces[0].is_number()) return days_ago(pieces[0].number(), word(1), today);
    if (word(0) == "a" || word(0) == "one") return days_ago(1, word(1), today);
  }
  return std::nullopt;
}

/// 2025, 2025-05, 2025-W20 or a whole day, in digits.
std::optional<DayRange> read_numeric_unit(DateCursor cursor) {
  const std::string_view separator = cursor.peek(1).text;
  const bool separated = separator == "-" || separator == "/";
  if (cursor.peek().digits() == 4 && cursor.left() == 1) {
    return calendar_unit(cursor.peek().number(), std::nullopt);
  }
  if (cursor.peek().digits() == 4 && separated && cursor.left() == 3) {
    const std::size_t digits = cursor.peek(2).digits();
    if (digits != 1 && digits != 2) return std::nullopt;
    return calendar_unit(cursor.peek().number(), cursor.peek(2).number());
  }
  if (cursor.peek().digits() == 4 && separator == "-" && cursor.peek(2).is("w") &&
      cursor.left() == 4 && cursor.peek(3).digits() == 2) {
    return iso_week(cursor.peek().number(), cursor.peek(3).number());
  }
  const auto day = read_iso_day(cursor);
  if (!day || !cursor.at_end()) return std::nullopt;
  return one_day(sys_days(*day));
}

}  // namespace

std::string no_date(std::string_view text) {
  return "\"" + std::string(text) + "\" is no date; " + std::string(kDateForms);
}

std::optional<DayRange> parse_date_unit(std::string_view text, sys_days today) {
  auto lower = lower_case_date(text);
  if (!lower) return std::nullopt;
  std::replace(lower->begin(), lower->end(), '_', ' ');
  const auto pieces = split_date(*lower);
  if (!pieces) return std::nullopt;
  if (const auto range = read_relative(*pieces, today)) return range;
  if (pieces->front().digits() >= 4) return read_numeric_unit(DateCursor(*pieces));
  const auto named = read_named_date(DateCursor(*pieces));
  if (!named || !named->month || !named->year || named->time) return std::nullopt;
  if (!named->day) return calendar_unit(*named->year, named->month);
  const auto day = calendar_day(*named->year, *named->month, *named->day);
  return day ? std::optional(one_day(sys_days(*day))) : std::nullopt;
}

std::string format_day(sys_days day) {
  const year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace ksearch
