#include "searcher/query/date_range.h"

#include <optional>

#include "common/dates.h"
#include "ksearch/error.h"
#include "searcher/query/characters.h"

namespace ksearch::query {

DateRange parse_date_range(std::string_view value, std::chrono::sys_days today, Span span) {
  const auto unit = [&](std::string_view part) -> std::optional<DayRange> {
    part = trim_spaces(part);
    if (part.empty()) return std::nullopt;
    if (const auto days = parse_date_unit(part, today)) return days;
    throw QueryError(no_date(part), span);
  };
  const std::size_t dots = value.find("..");
  const auto first = unit(value.substr(0, dots));
  const auto last = dots == std::string_view::npos ? first : unit(value.substr(dots + 2));
  DateRange range;
  if (first) range.since = first->first;
  if (last) range.until = last->last;
  if (first && last && last->last < first->first) {
    throw QueryError("the range of dates ends before it begins", span);
  }
  return range;
}

}  // namespace ksearch::query
