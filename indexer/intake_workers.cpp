#include "indexer/intake_workers.h"

#include <exception>
#include <mutex>
#include <thread>

namespace ksearch {

void IntakeWorkers::make(std::size_t count) {
  while (workers_.size() < count) workers_.push_back(make_());
}

IntakeWorker& IntakeWorkers::first() {
  make(1);
  return *workers_.front();
}

void IntakeWorkers::run(const std::function<void(IntakeWorker&)>& action,
                        const std::function<void()>& on_failure,
                        const std::function<void()>& meanwhile) {
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto guarded = [&](const auto& step) {
    try {
      step();
    } catch (...) {
      const std::scoped_lock lock(failure_mutex);
      if (!failure) failure = std::current_exception();
      on_failure();
    }
  };
  make(jobs_);
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < jobs_; ++i) {
      threads.emplace_back([&, i] { guarded([&] { action(*workers_[i]); }); });
    }
    guarded(meanwhile);
  }
  if (failure) std::rethrow_exception(failure);
}

void IntakeWorkers::finish(DocumentIntake& intake) {
  for (const auto& worker : workers_) intake.finish(*worker);
}

}  // namespace ksearch
