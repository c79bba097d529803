#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "ksearch/searcher.h"

namespace ksearch {

/// Threads that each have a Searcher on one index, and a queue of bounded length before them.
class WorkerPool {
 public:
  using Clock = std::chrono::steady_clock;
  /// What a worker does with its Searcher; false when the Searcher failed and is better opened
  /// again.
  using Task = std::function<bool(Searcher&)>;

  struct Options {
    std::filesystem::path index;
    unsigned threads = 2;
    std::size_t queue_length = 200;
  };
  /// Opens the index for each thread; throws what Searcher's constructor throws.
  explicit WorkerPool(Options options);
  /// Drops what is queued and waits for what is running.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Queues a task, which is dropped unrun when nobody took it up before `expiry`. False when the
  /// queue is full. From any thread.
  [[nodiscard]] bool submit(Task task, Clock::time_point expiry);

 private:
  struct Queued {
    Task task;
    Clock::time_point expiry;
  };
  void run(Searcher searcher);
  /// The next task that is not too old; nothing when the pool ends.
  [[nodiscard]] std::optional<Task> next();

  Options options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Queued> queue_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;  // last: they use the rest
};

}  // namespace ksearch
