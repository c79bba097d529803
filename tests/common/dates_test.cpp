#include "common/dates.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksearch;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::sys_days kFriday{2025y / 5 / 16};

std::string unit(std::string_view text, std::chrono::sys_days today = kFriday) {
  const auto range = parse_date_unit(text, today);
  if (!range) return "none";
  if (range->first == range->last) return format_day(range->first);
  return format_day(range->first) + ".." + format_day(range->last);
}

std::string timestamp(std::string_view text) {
  const auto date = parse_timestamp(text);
  return date ? format_date(*date) : "none";
}

struct Row {
  std::string_view input;
  std::string_view expected;
};

}  // namespace

TEST_CASE("a date in a query is the whole of the unit it names") {
  const Row rows[] = {
      {"2025", "2025-01-01..2025-12-31"},
      {"2025-05", "2025-05-01..2025-05-31"},
      {"2024-2", "2024-02-01..2024-02-29"},
      {"2025/05", "2025-05-01..2025-05-31"},
      {"2025-05-16", "2025-05-16"},
      {"2025/5/6", "2025-05-06"},
      {"20250516", "2025-05-16"},
      {"2025-W20", "2025-05-12..2025-05-18"},
      {"2020-W53", "2020-12-28..2021-01-03"},
      {"May 2025", "2025-05-01..2025-05-31"},
      {"sept 2024", "2024-09-01..2024-09-30"},
      {"16 May 2025", "2025-05-16"},
      {"May 16, 2025", "2025-05-16"},
      {"  2025  ", "2025-01-01..2025-12-31"},
      {"1450", "1450-01-01..1450-12-31"},
      {"9999-12-31", "9999-12-31"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    CHECK(unit(row.input) == row.expected);
  }
}

TEST_CASE("a date in words counts from today") {
  const Row rows[] = {
      {"today", "2025-05-16"},
      {"Yesterday", "2025-05-15"},
      {"tomorrow", "2025-05-17"},
      {"friday", "2025-05-16"},
      {"last friday", "2025-05-09"},
      {"monday", "2025-05-12"},
      {"sat", "2025-05-10"},
      {"this week", "2025-05-12..2025-05-18"},
      {"last week", "2025-05-05..2025-05-11"},
      {"last_week", "2025-05-05..2025-05-11"},
      {"this month", "2025-05-01..2025-05-31"},
      {"last month", "2025-04-01..2025-04-30"},
      {"last year", "2024-01-01..2024-12-31"},
      {"may", "2025-05-01..2025-05-31"},
      {"june", "2024-06-01..2024-06-30"},
      {"3 days ago", "2025-05-13"},
      {"2_weeks_ago", "2025-05-02"},
      {"a week ago", "2025-05-09"},
      {"one month ago", "2025-04-16"},
      {"2 years ago", "2023-05-16"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    CHECK(unit(row.input) == row.expected);
  }
  CHECK(unit("3 months ago", std::chrono::sys_days{2025y / 5 / 31}) == "2025-02-28");
  CHECK(unit("last month", std::chrono::sys_days{2025y / 1 / 31}) == "2024-12-01..2024-12-31");
  CHECK(unit("1 year ago", std::chrono::sys_days{2024y / 2 / 29}) == "2023-02-28");
}

TEST_CASE("what is no date in the calendar is none") {
  for (const std::string_view text : {"",
                                      " ",
                                      "2025-13",
                                      "2025-00",
                                      "2025-02-29",
                                      "2025-04-31",
                                      "2025-W54",
                                      "2025-W00",
                                      "1449",
                                      "12025",
                                      "205",
                                      "2025-",
                                      "2025-05-",
                                      "2025-05-16-1",
                                      "2025 05",
                                      "05/16/2025",
                                      "soon",
                                      "ago",
                                      "weeks ago",
                                      "5 minutes ago",
                                      "99999999 weeks ago",
                                      "999999999 days ago",
                                      "4000 years ago",
                                      "9999999999 days ago",
                                      "last",
                                      "next week",
                                      "may 32 2025",
                                      "16 foo 2025",
                                      "..",
                                      "2025..",
                                      "16 May 2025 14:00",
                                      "\xff\xfe"}) {
    CAPTURE(text);
    CHECK(unit(text) == "none");
  }
}

TEST_CASE("timestamps of records, feeds and mail are read") {
  const Row rows[] = {
      {"2025-05-16", "2025-05-16"},
      {"2025/05/16", "2025-05-16"},
      {"20250516", "2025-05-16"},
      {"2025-05-16T14:05:00Z", "2025-05-16T14:05:00Z"},
      {"2025-05-16t14:05:00z", "2025-05-16T14:05:00Z"},
      {"2025-05-16T14:05Z", "2025-05-16T14:05:00Z"},
      {"2025-05-16T14:05:00.123456+03:00", "2025-05-16T11:05:00Z"},
      {"2025-05-16T14:05:00+0300", "2025-05-16T11:05:00Z"},
      {"2025-05-16T14:05:00+03", "2025-05-16T11:05:00Z"},
      {"2025-05-16T23:05:00-05:00", "2025-05-17T04:05:00Z"},
      {"2025-05-16 14:05:00", "2025-05-16T14:05:00Z"},
      {"2025-05-16 14:05:00 UTC", "2025-05-16T14:05:00Z"},
      {"2025-05-16 14:05:00 +0300", "2025-05-16T11:05:00Z"},
      {"20250516T140500Z", "2025-05-16T14:05:00Z"},
      {"20250516T1405", "2025-05-16T14:05:00Z"},
      {"2025-05-16T24:00:00Z", "2025-05-17T00:00:00Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
      {"Fri, 16 May 2025 14:05:00 +0300 (MSK)", "2025-05-16T11:05:00Z"},
      {"16 May 2025 14:05:00 EST", "2025-05-16T19:05:00Z"},
      {"Fri, 16 May 2025 14:05 GMT", "2025-05-16T14:05:00Z"},
      {"Fri, 16 May 2025 14:05:00 XYZ", "2025-05-16T14:05:00Z"},
      {"Fri, 16 May 25 14:05:00 -0000", "2025-05-16T14:05:00Z"},
      {"Friday, 16-May-25 14:05:00 GMT", "2025-05-16T14:05:00Z"},
      {"Sun, 06 Nov 94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
      {"Fri May 16 14:05:00 2025", "2025-05-16T14:05:00Z"},
      {"16 May 2025", "2025-05-16"},
      {"May 16, 2025", "2025-05-16"},
      {"MAY 16TH, 2025", "2025-05-16"},
      {"Sept. 3, 2024", "2024-09-03"},
      {"the 3rd of September 2024", "2024-09-03"},
      {"Friday, May 16, 2025 2:05 PM EDT", "2025-05-16T18:05:00Z"},
      {"May 16, 2025 at 12:30 am", "2025-05-16T00:30:00Z"},
      {"May 16, 2025 12:30pm", "2025-05-16T12:30:00Z"},
      {"16.05.2025", "2025-05-16"},
      {"16.05.2025, 14:05", "2025-05-16T14:05:00Z"},
      {" 2025-05-16\r\n", "2025-05-16"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    CHECK(timestamp(row.input) == row.expected);
  }
}

TEST_CASE("a timestamp that is ambiguous, impossible or only part of the text is not read") {
  for (const std::string_view text : {"",
                                      "2025",
                                      "2025-05",
                                      "05/06/2025",
                                      "2025-02-30",
                                      "2025-05-16T25:00:00Z",
                                      "2025-05-16T14:60:00Z",
                                      "2025-05-16T14:05:61Z",
                                      "2025-05-16T24:01:00Z",
                                      "2025-05-16T14:05:00+25:00",
                                      "2025-05-16T",
                                      "2025-05-16 at noon",
                                      "on 16 May 2025 talks began",
                                      "May 16",
                                      "16 May",
                                      "May 2025",
                                      "Fri, 31 Apr 2025 10:00:00 GMT",
                                      "1449-12-31",
                                      "9999-12-31T23:59:59-01:00",
                                      "16 May 2025 13:05 PM",
                                      "16 May 2025 17 June 2025",
                                      "12345678901234567890",
                                      "-",
                                      "((((",
                                      "16 May 2025 10:00 11:00",
                                      "16 May 2025 10:00 tomorrow"}) {
    CAPTURE(text);
    CHECK(timestamp(text) == "none");
  }
  CHECK(timestamp("2025-05-16 (" + std::string(1000, 'x') + ")") == "none");
}

TEST_CASE("a formatted date reads as itself") {
  for (int hours = 0; hours < 24 * 800; hours += 31) {
    DocumentDate date;
    date.time = kFriday + std::chrono::hours(hours);
    date.has_time_of_day = true;
    CHECK(parse_timestamp(format_date(date)) == date);
    const auto day = std::chrono::floor<std::chrono::days>(date.time);
    CHECK(parse_date_unit(format_day(day), kFriday) == DayRange{day, day});
  }
}
