#include "indexer/run_report.h"

namespace ksearch {
namespace {

constexpr std::chrono::milliseconds kProgressInterval{100};

}  // namespace

void RunReport::count(std::uint64_t IndexCounts::*counter, std::uint64_t by) {
  const std::scoped_lock lock(mutex_);
  progress_.counts.*counter += by;
}

void RunReport::failed(const SkippedDocument& what) {
  const std::scoped_lock lock(mutex_);
  ++progress_.counts.failed;
  if (events_.failed) events_.failed(what);
}

void RunReport::warn(const SkippedDocument& what) {
  const std::scoped_lock lock(mutex_);
  if (events_.warning) events_.warning(what);
}

void RunReport::ignored(const SkippedDocument& what) {
  const std::scoped_lock lock(mutex_);
  ++progress_.counts.ignored;
  if (events_.ignored) events_.ignored(what);
}

void RunReport::note(const std::string& text) {
  const std::scoped_lock lock(mutex_);
  if (events_.note) events_.note(text);
}

void RunReport::update(const std::function<void(IndexProgress&)>& change, bool at_once) {
  const std::scoped_lock lock(mutex_);
  change(progress_);
  const auto now = std::chrono::steady_clock::now();
  if (!events_.progress || (!at_once && now - last_shown_ < kProgressInterval)) return;
  last_shown_ = now;
  events_.progress(progress_);
}

IndexCounts RunReport::counts() const {
  const std::scoped_lock lock(mutex_);
  return progress_.counts;
}

}  // namespace ksearch
