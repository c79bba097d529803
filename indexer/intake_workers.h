#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "indexer/document_intake.h"

namespace ksearch {

/// The threads of the pipeline with what each of them owns. Workers are made when they are needed.
class IntakeWorkers {
 public:
  using Make = std::function<std::unique_ptr<IntakeWorker>()>;
  IntakeWorkers(unsigned jobs, Make make) : jobs_(jobs), make_(std::move(make)) {}

  /// The worker of the calling thread while no others run.
  [[nodiscard]] IntakeWorker& first();
  /// Runs `action` in every thread and `meanwhile` in this one. The first exception of any of them
  /// is thrown when all have ended; `on_failure` is to make them end early.
  void run(const std::function<void(IntakeWorker&)>& action,
           const std::function<void()>& on_failure, const std::function<void()>& meanwhile);
  /// Closes the shards of all.
  void finish(DocumentIntake& intake);

 private:
  void make(std::size_t count);

  unsigned jobs_;
  Make make_;
  std::vector<std::unique_ptr<IntakeWorker>> workers_;
};

}  // namespace ksearch
