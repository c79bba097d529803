#pragma once

#include <chrono>
#include <optional>

#include "common/date_words.h"

namespace ksearch {

/// A time of day with its distance from UTC.
struct ClockTime {
  std::chrono::seconds since_midnight{0};
  std::chrono::minutes utc_offset{0};
};

/// The parts of a date with a month's name, in the order they are found.
struct NamedDate {
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> year;
  std::optional<ClockTime> time;
};

// Each reads what is at the cursor and passes it; nothing, with the cursor anywhere, when that is
// something else.

/// 2025-05-16, 2025/05/16 or 20250516.
[[nodiscard]] std::optional<std::chrono::year_month_day> read_iso_day(DateCursor& cursor);
/// h:mm[:ss[.fraction]].
[[nodiscard]] std::optional<ClockTime> read_clock(DateCursor& cursor);
/// +03:00, Z or a zone's name, if there is one. False when it is malformed.
[[nodiscard]] bool read_zone(DateCursor& cursor, ClockTime& time);
/// A date with a month's name, to the end; nothing when a piece of it has no place in a date. What
/// is missing of it is for the caller to see.
[[nodiscard]] std::optional<NamedDate> read_named_date(DateCursor cursor);

}  // namespace ksearch
