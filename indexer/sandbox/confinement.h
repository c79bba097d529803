#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace ksearch::sandbox {

/// What a file may cost.
struct ReaderLimits {
  /// Address space of a reader process, libraries included. Builds with a sanitizer do not enforce
  /// it, since a sanitizer's own tables are larger than any limit.
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;
  /// For each record of a file and for what stands before the first one: time of the clock while
  /// ksearch waits for the reader, and time of the processor.
  std::chrono::seconds record_time{20};
};

/// Takes from this process, for good, what a reader does not need: more memory than the limit, core
/// dumps, new privileges, and what install_seccomp_filter() names. It will die with the thread that
/// started it. Returns what could not be done, empty when all was.
[[nodiscard]] std::string confine_this_process(const ReaderLimits& limits);

/// Lets this process use the processor for `time` more before SIGXCPU ends it.
void extend_cpu_limit(std::chrono::seconds time);

}  // namespace ksearch::sandbox
