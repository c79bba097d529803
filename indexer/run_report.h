#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>

#include "ksearch/document.h"
#include "ksearch/index_writer.h"

namespace ksearch {

/// Counts what a run does and tells the caller's callbacks, one call at a time. Thread-safe.
class RunReport {
 public:
  explicit RunReport(const IndexEvents& events) : events_(events) {}

  void count(std::uint64_t IndexCounts::*counter, std::uint64_t by = 1);
  void failed(const SkippedDocument& what);
  void warn(const SkippedDocument& what);
  void ignored(const SkippedDocument& what);
  void note(const std::string& text);
  /// Changes the progress and shows it, unless it was shown a moment ago and `at_once` is false.
  void update(const std::function<void(IndexProgress&)>& change, bool at_once = false);
  [[nodiscard]] IndexCounts counts() const;

 private:
  const IndexEvents& events_;
  mutable std::mutex mutex_;
  IndexProgress progress_;
  std::chrono::steady_clock::time_point last_shown_;
};

}  // namespace ksearch
