#include "server/worker_pool.h"

#include <utility>

#include "ksearch/error.h"

namespace ksearch {

WorkerPool::WorkerPool(Options options) : options_(std::move(options)) {
  std::vector<Searcher> searchers;
  for (unsigned i = 0; i < options_.threads; ++i) searchers.emplace_back(options_.index);
  for (Searcher& searcher : searchers) {
    threads_.emplace_back([this, own = std::move(searcher)]() mutable { run(std::move(own)); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    queue_.clear();
  }
  changed_.notify_all();
}

bool WorkerPool::submit(Task task, Clock::time_point expiry) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= options_.queue_length) return false;
    queue_.push_back({std::move(task), expiry});
  }
  changed_.notify_one();
  return true;
}

std::optional<WorkerPool::Task> WorkerPool::next() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (stopping_) return std::nullopt;
    Queued queued = std::move(queue_.front());
    queue_.pop_front();
    if (Clock::now() < queued.expiry) return std::move(queued.task);
  }
}

void WorkerPool::run(Searcher searcher) {
  while (const auto task = next()) {
    if ((*task)(searcher)) continue;
    try {
      searcher = Searcher(options_.index);
    } catch (const Error&) {
      // The index cannot be opened now. The old Searcher says so to whoever asks next.
    }
  }
}

}  // namespace ksearch
