#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "ksearch/document.h"

namespace ksearch {

/// First and last year of the dates this library reads: printing with movable type, four digits.
inline constexpr int kFirstYear = 1450;
inline constexpr int kLastYear = 9999;

/// What parse_date_unit() reads, as a clause for error messages.
inline constexpr std::string_view kDateForms =
    "write 2025, 2025-05, 2025-05-16, yesterday, \"last month\" or \"2 weeks ago\"";

/// A message about a date that parse_date_unit() does not read.
[[nodiscard]] std::string no_date(std::string_view text);

/// Days, both ends included.
struct DayRange {
  std::chrono::sys_days first;
  std::chrono::sys_days last;
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// The days a person means by one date, as in date:, --since and --until; `today` in UTC.
/// Case does not count and "_" may stand for a space. Read are:
/// - 2025, 2025-05, 2025-05-16, 20250516, 2025-W20; "/" may stand for "-"
/// - May 2025, 16 May 2025, May 16, 2025, in English; May alone is the last May that has begun
/// - today, yesterday, tomorrow
/// - monday to sunday: the last such day, today included; last monday: the last one before today
/// - this week, last month, last year: those of the calendar, weeks from Monday
/// - 3 days ago, a week ago, 2 months ago: that one day; the 31st becomes a month's last day
///
/// Nothing for anything else, for days that no calendar has, and outside the years above.
[[nodiscard]] std::optional<DayRange> parse_date_unit(std::string_view text,
                                                      std::chrono::sys_days today);

/// "2025-05-16".
[[nodiscard]] std::string format_day(std::chrono::sys_days day);

}  // namespace ksearch
