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

/// The moment that a record, a header or a page gives as its date. Read are:
/// - ISO 8601 and RFC 3339: 2025-05-16, 2025/05/16 or 20250516, alone or with a time after T or a
///   space: 14:05, 14:05:00, 14:05:00.123, then nothing, Z, +03:00, +0300 or +03
/// - RFC 2822, RFC 850 and asctime: Fri, 16 May 2025 14:05:00 +0300 (MSK); 16-May-25 14:05:00 GMT;
///   Fri May 16 14:05:00 2025
/// - English prose: 16 May 2025; May 16th, 2025 at 2:05 PM EDT
/// - 16.05.2025, day first as everywhere dots are used, alone or with a time
///
/// The whole text must be the date. 05/06/2025 is ambiguous and not read, nor is a lone year or
/// month. Without a zone, and with the name of one it does not know, the time is taken as UTC (RFC
/// 2822, 4.3); 24:00 and a leap second belong to the moment after. `origin` is kMetadata.
[[nodiscard]] std::optional<DocumentDate> parse_timestamp(std::string_view text);

/// "2025-05-16".
[[nodiscard]] std::string format_day(std::chrono::sys_days day);
/// "2025-05-16", or with a time of day "2025-05-16T14:05:00Z".
[[nodiscard]] std::string format_date(const DocumentDate& date);

}  // namespace ksearch
