#include "server/latest_completer.h"

#include <utility>

namespace ksearch {

LatestCompleter::LatestCompleter(std::filesystem::path index)
    : index_(std::move(index)), reader_([this](const std::stop_token& stop) { run(stop); }) {}

LatestCompleter::~LatestCompleter() = default;

Completer LatestCompleter::get(const std::string& commit_id) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return latest_ || failure_; });
  if (!latest_ || latest_->commit_id() != commit_id) {
    wanted_ = true;
    changed_.notify_all();
  }
  // The next one to ask waits for another attempt.
  if (!latest_) std::rethrow_exception(std::exchange(failure_, nullptr));
  return *latest_;
}

void LatestCompleter::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [&] { return wanted_; })) {
    lock.unlock();
    std::optional<Completer> read;
    std::exception_ptr failure;
    try {
      read.emplace(index_);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    wanted_ = false;
    failure_ = failure;
    if (read) latest_ = std::move(read);
    changed_.notify_all();
  }
}

}  // namespace ksearch
