#pragma once

#include <chrono>
#include <string_view>

namespace ksearch {

/// The calendar's day at a moment in a time zone: an IANA name in any case ("Europe/Berlin"), a
/// distance from UTC in quarters of an hour ("+02", "-03:30"), or "local", that of the machine;
/// empty: UTC. Throws Error(kInvalidArgument) for any other. Thread-safe.
[[nodiscard]] std::chrono::sys_days day_in(std::string_view time_zone,
                                           std::chrono::sys_seconds moment);

}  // namespace ksearch
