#include "searcher/query/date_range.h"

#include <doctest/doctest.h>

#include <string>

#include "common/dates.h"
#include "ksearch/error.h"

using namespace ksearch;
using namespace ksearch::query;

namespace {

/// "FIRST LAST", with - for an open end, or the message of the error; today is 16 May 2025.
std::string days(std::string_view value) {
  const std::chrono::sys_days today(std::chrono::year(2025) / 5 / 16);
  const auto text = [](const auto& day) { return day ? format_day(*day) : std::string("-"); };
  try {
    const DateRange range = parse_date_range(value, today, {5, 9});
    return text(range.since) + ' ' + text(range.until);
  } catch (const QueryError& error) {
    CHECK(error.span() == Span{5, 9});
    return error.what();
  }
}

}  // namespace

TEST_CASE("a value of date: is one date or a range, open where nothing is written") {
  struct Row {
    std::string value;
    std::string expected;
  };
  const Row rows[] = {
      {"2024-02", "2024-02-01 2024-02-29"},
      {"yesterday", "2025-05-15 2025-05-15"},
      {"2024..2025-02", "2024-01-01 2025-02-28"},
      {" 2024 .. 2025 ", "2024-01-01 2025-12-31"},
      {"..2024", "- 2024-12-31"},
      {"monday..", "2025-05-12 -"},
      {"..", "- -"},
      {"", "- -"},
      {"2025..2024", "the range of dates ends before it begins"},
      {"soon", no_date("soon")},
      {"2024..soon", no_date("soon")},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CHECK(days(row.value) == row.expected);
  }
}
