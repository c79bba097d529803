// The dates of documents, as records, mail headers and pages write them.

#include <chrono>
#include <cstdio>

#include "common/date_parts.h"
#include "common/dates.h"
#include "ksearch/document.h"

namespace ksearch {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

std::optional<DocumentDate> moment(const year_month_day& day,
                                   const std::optional<ClockTime>& time) {
  DocumentDate date;
  date.has_time_of_day = time.has_value();
  date.time = sys_days(day);
  if (time) date.time += time->since_midnight - time->utc_offset;
  const year_month_day utc_day{std::chrono::floor<days>(date.time)};
  if (!calendar_day(static_cast<int>(utc_day.year()),
                    static_cast<int>(static_cast<unsigned>(utc_day.month())),
                    static_cast<int>(static_cast<unsigned>(utc_day.day())))) {
    return std::nullopt;
  }
  return date;
}

/// 16.05.2025.
std::optional<year_month_day> read_dotted_day(DateCursor& cursor) {
  const auto day = cursor.number(1, 2);
  if (!day || !cursor.accept(".")) return std::nullopt;
  const auto month = cursor.number(1, 2);
  if (!month || !cursor.accept(".")) return std::nullopt;
  const auto year = cursor.number(4, 4);
  if (!year) return std::nullopt;
  return calendar_day(*year, *month, *day);
}

/// 140500, the clock of the basic format; the cursor is on it.
std::optional<ClockTime> read_basic_clock(DateCursor& cursor) {
  const std::size_t digits = cursor.peek().digits();
  const int value = cursor.peek().number();
  cursor.skip();
  const int hhmm = digits == 6 ? value / 100 : value;
  const int seconds = digits == 6 ? value % 100 : 0;
  if (hhmm / 100 > 23 || hhmm % 100 > 59 || seconds > 60) return std::nullopt;
  return ClockTime{std::chrono::hours(hhmm / 100) + std::chrono::minutes(hhmm % 100) +
                   std::chrono::seconds(seconds)};
}

/// A date of digits with the time that may follow it.
std::optional<DocumentDate> read_numeric(DateCursor cursor) {
  const bool dotted = cursor.peek(1).is(".");
  const auto day = dotted ? read_dotted_day(cursor) : read_iso_day(cursor);
  if (!day) return std::nullopt;
  if (cursor.at_end()) return moment(*day, std::nullopt);
  cursor.accept(",");
  cursor.accept("t");
  const std::size_t digits = cursor.peek().digits();
  auto time = digits == 6 || digits == 4 ? read_basic_clock(cursor) : read_clock(cursor);
  if (!time || !read_zone(cursor, *time) || !cursor.at_end()) return std::nullopt;
  return moment(*day, time);
}

}  // namespace

std::optional<DocumentDate> parse_timestamp(std::string_view text) {
  const auto lower = lower_case_date(text);
  const auto pieces = lower ? split_date(*lower) : std::nullopt;
  if (!pieces) return std::nullopt;
  if (const auto date = read_numeric(DateCursor(*pieces))) return date;
  const auto named = read_named_date(DateCursor(*pieces));
  if (!named || !named->month || !named->day || !named->year) return std::nullopt;
  const auto day = calendar_day(*named->year, *named->month, *named->day);
  return day ? moment(*day, named->time) : std::nullopt;
}

std::string format_date(const DocumentDate& date) {
  const sys_days day = std::chrono::floor<days>(date.time);
  std::string text = format_day(day);
  if (!date.has_time_of_day) return text;
  const std::chrono::hh_mm_ss time{date.time - day};
  char clock[16];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text + clock;
}

}  // namespace ksearch
