#include "common/time_zone.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>

#include "ksearch/error.h"

namespace ksearch {
namespace {

std::unique_ptr<icu::TimeZone> zone_called(std::string_view name) {
  if (name == "local") return std::unique_ptr<icu::TimeZone>(icu::TimeZone::detectHostTimeZone());
  // ICU knows "GMT+02:00" and not "+02:00".
  const bool is_distance = name.front() == '+' || name.front() == '-';
  const std::string id = (is_distance ? "GMT" : "") + std::string(name);
  return std::unique_ptr<icu::TimeZone>(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(id)));
}

}  // namespace

std::chrono::sys_days day_in(std::string_view time_zone, std::chrono::sys_seconds moment) {
  if (time_zone.empty()) return std::chrono::floor<std::chrono::days>(moment);
  const std::unique_ptr<icu::TimeZone> zone = zone_called(time_zone);
  if (!zone || *zone == icu::TimeZone::getUnknown()) {
    throw Error(ErrorCode::kInvalidArgument,
                "there is no time zone '" + std::string(time_zone) +
                    "'; write a name such as Europe/Berlin, a distance such as +02:00, or local");
  }
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  constexpr double kMillisecond = 1000;
  zone->getOffset(static_cast<double>(moment.time_since_epoch().count()) * kMillisecond, 0, raw,
                  summer, status);
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kInternal, "time zones are not available from ICU");
  }
  return std::chrono::floor<std::chrono::days>(moment + std::chrono::milliseconds(raw + summer));
}

}  // namespace ksearch
