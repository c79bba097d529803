#include "common/time_zone.h"

#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <optional>
#include <string>

#include "ksearch/error.h"

namespace ksearch {
namespace {

using std::chrono::minutes;

[[noreturn]] void fail_unavailable() {
  throw Error(ErrorCode::kInternal, "time zones are not available from ICU");
}

/// The number that the two first characters are, or nothing.
std::optional<int> two_digits(std::string_view text) {
  if (text.find_first_not_of("0123456789") < 2) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// A distance from UTC in quarters of an hour: "+02", "+05:45", "-03:30".
std::optional<minutes> distance_from(std::string_view text) {
  const bool has_minutes = text.size() == 6 && text[3] == ':';
  if (!has_minutes && text.size() != 3) return std::nullopt;
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  const std::optional<int> hour = two_digits(text.substr(1));
  const std::optional<int> minute = has_minutes ? two_digits(text.substr(4)) : 0;
  if (!hour || *hour > 23 || !minute || *minute > 45 || *minute % 15 != 0) return std::nullopt;
  const minutes distance = std::chrono::hours(*hour) + minutes(*minute);
  return text[0] == '-' ? -distance : distance;
}

/// The zone with a name of ICU's table, in any case, or null. ICU would make zones of others, too:
/// "GMT+01:29".
std::unique_ptr<icu::TimeZone> zone_called(std::string_view name) {
  if (name == "local") return std::unique_ptr<icu::TimeZone>(icu::TimeZone::detectHostTimeZone());
  const icu::UnicodeString wanted = icu::UnicodeString::fromUTF8(std::string(name));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> ids(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
  if (U_FAILURE(status)) fail_unavailable();
  while (const icu::UnicodeString* id = ids->snext(status)) {
    if (id->caseCompare(wanted, U_FOLD_CASE_DEFAULT) == 0) {
      return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(*id));
    }
  }
  return nullptr;
}

[[noreturn]] void fail_unknown(std::string_view time_zone) {
  const std::string message = "there is no time zone '" + std::string(time_zone) + "'; ";
  const bool lost_plus =
      time_zone[0] == ' ' && distance_from('+' + std::string(time_zone.substr(1)));
  throw Error(ErrorCode::kInvalidArgument,
              lost_plus ? message + "in an address a plus is written %2B"
                        : message +
                              "write a name such as Europe/Berlin, a distance such as "
                              "+02:00 or +05:45, or local");
}

/// How far a time zone is from UTC at a moment.
std::chrono::milliseconds distance_at(std::string_view time_zone, std::chrono::sys_seconds moment) {
  if (const std::optional<minutes> distance = distance_from(time_zone)) return *distance;
  const std::unique_ptr<icu::TimeZone> zone = zone_called(time_zone);
  icu::UnicodeString id;
  if (!zone || zone->getID(id) == icu::UnicodeString(UCAL_UNKNOWN_ZONE_ID)) fail_unknown(time_zone);
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  constexpr double kMillisecond = 1000;
  zone->getOffset(static_cast<double>(moment.time_since_epoch().count()) * kMillisecond, 0, raw,
                  summer, status);
  if (U_FAILURE(status)) fail_unavailable();
  return std::chrono::milliseconds(raw + summer);
}

}  // namespace

std::chrono::sys_days day_in(std::string_view time_zone, std::chrono::sys_seconds moment) {
  if (time_zone.empty()) return std::chrono::floor<std::chrono::days>(moment);
  return std::chrono::floor<std::chrono::days>(moment + distance_at(time_zone, moment));
}

}  // namespace ksearch
