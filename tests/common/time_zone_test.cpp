#include "common/time_zone.h"

#include <doctest/doctest.h>

#include "common/dates.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using namespace std::chrono_literals;

TEST_CASE("the day it is at a moment depends on the time zone") {
  const auto evening = sys_days(2025y / 5 / 16) + hours(22) + minutes(30);
  const auto morning = sys_days(2025y / 5 / 16) + hours(3) + minutes(15);
  const auto winter_evening = sys_days(2025y / 1 / 16) + hours(22) + minutes(30);
  struct Case {
    std::string_view zone;
    std::chrono::sys_seconds moment;
    std::string_view day;
  };
  for (const Case& given : std::initializer_list<Case>{
           {"", evening, "2025-05-16"},
           {"UTC", evening, "2025-05-16"},
           {"Europe/Berlin", evening, "2025-05-17"},
           {"Europe/Berlin", winter_evening, "2025-01-16"},  // no summer time
           {"+02:00", evening, "2025-05-17"},
           {"europe/berlin", evening, "2025-05-17"},
           {"utc", evening, "2025-05-16"},
           {"EST", morning, "2025-05-15"},
           {"+02", evening, "2025-05-17"},
           {"+01:30", evening, "2025-05-17"},
           {"+01:15", evening, "2025-05-16"},
           {"-00:00", evening, "2025-05-16"},
           {"-23:45", evening, "2025-05-15"},
           {"-03:30", morning, "2025-05-15"},
           {"America/New_York", morning, "2025-05-15"},
           {"Asia/Kathmandu", morning, "2025-05-16"},
       }) {
    CAPTURE(given.zone);
    CHECK(format_day(day_in(given.zone, given.moment)) == given.day);
  }
  CHECK_NOTHROW(static_cast<void>(day_in("local", evening)));
}

TEST_CASE("what is no time zone is refused by name") {
  for (const std::string_view zone : {"Europe/Atlantis",
                                      "+99:00",
                                      "+24:00",
                                      "+",
                                      "2",
                                      " UTC",
                                      "\xff",
                                      "+2h",
                                      "+2",
                                      "+0200",
                                      "+02:0",
                                      "+02:000",
                                      "+02:60",
                                      "+01:29",
                                      "+01:30:30",
                                      "+-1:00",
                                      "02:00",
                                      "+0a:00",
                                      "+02:0x",
                                      "GMT+01:29",
                                      "GMT+2",
                                      "Etc/Unknown",
                                      "etc/unknown",
                                      " ",
                                      " 0200"}) {
    CAPTURE(zone);
    try {
      static_cast<void>(day_in(zone, {}));
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::kInvalidArgument);
      CHECK(std::string(error.what()).find(zone) != std::string::npos);
    }
  }
}

TEST_CASE("a plus that became a space in an address is named") {
  CHECK_THROWS_WITH_AS(static_cast<void>(day_in(" 02:00", {})),
                       "there is no time zone ' 02:00'; in an address a plus is written %2B",
                       Error);
}

}  // namespace
}  // namespace ksearch
