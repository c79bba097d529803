#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "indexer/document_intake.h"
#include "indexer/run_report.h"
#include "indexer/work_queue.h"
#include "ksearch/document.h"

namespace ksearch {

/// Passes a reader's documents to the threads of the pipeline through `queue`; takes them in at
/// once when it is null or nobody has room. Everything given must outlive the sink.
class PipelineSink : public DocumentSink {
 public:
  PipelineSink(WorkQueue* queue, DocumentIntake& intake, IntakeWorker& worker, RunReport& report)
      : queue_(queue), intake_(intake), worker_(worker), report_(report) {}

  void add(Document document) override {
    ++documents_;
    if (queue_ == nullptr || !queue_->offer_document(document)) {
      intake_.take(std::move(document), worker_);
    }
  }
  void skip(SkippedDocument skipped) override {
    report_.failed(skipped);
    failures_.push_back(std::move(skipped));
  }
  void warn(const SkippedDocument& warning) override { report_.warn(warning); }
  void ignore(const SkippedDocument& ignored) override { report_.ignored(ignored); }

  [[nodiscard]] std::uint64_t documents() const { return documents_; }
  [[nodiscard]] std::vector<SkippedDocument> take_failures() { return std::move(failures_); }

 private:
  WorkQueue* queue_;
  DocumentIntake& intake_;
  IntakeWorker& worker_;
  RunReport& report_;
  std::uint64_t documents_ = 0;
  std::vector<SkippedDocument> failures_;
};

/// The same for a stream of records that is no file: its documents have no path.
class RecordStreamSink : public PipelineSink {
 public:
  using PipelineSink::PipelineSink;

  void add(Document document) override {
    document.path.clear();
    PipelineSink::add(std::move(document));
  }
};

}  // namespace ksearch
