#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <variant>

#include "indexer/folder_scan.h"
#include "ksearch/document.h"

namespace ksearch {

/// A file to read, or a document that a reader found and whose thread had company to share it with.
using Work = std::variant<FoundFile, Document>;

/// Hands work to the threads of a pipeline. Documents go first, so that memory stays bounded by the
/// capacity whatever a file holds. Thread-safe.
class WorkQueue {
 public:
  explicit WorkQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room.
  void push_file(FoundFile file) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return files_.size() < capacity_ || closed_; });
    files_.push_back(std::move(file));
    ready_.notify_one();
  }

  /// False, and `document` untouched, when there is no room: the caller then does the work itself,
  /// so that threads which both produce and consume never wait for each other.
  bool offer_document(Document& document) {
    const std::scoped_lock lock(mutex_);
    if (documents_.size() >= capacity_ || closed_) return false;
    documents_.push_back(std::move(document));
    ready_.notify_one();
    return true;
  }

  /// The next piece of work; nothing when the queue is closed, or finished and no thread is still
  /// busy with work that may bring more.
  std::optional<Work> pop() {
    std::unique_lock lock(mutex_);
    for (;;) {
      if (closed_) return std::nullopt;
      if (!documents_.empty()) {
        Work work = std::move(documents_.front());
        documents_.pop_front();
        ++busy_;
        return work;
      }
      if (!files_.empty()) {
        Work work = std::move(files_.front());
        files_.pop_front();
        ++busy_;
        room_.notify_one();
        return work;
      }
      if (finished_ && busy_ == 0) {
        ready_.notify_all();
        return std::nullopt;
      }
      ready_.wait(lock);
    }
  }

  /// Says that the work of one pop() is done.
  void done() {
    const std::scoped_lock lock(mutex_);
    if (--busy_ == 0) ready_.notify_all();
  }

  /// No more files will come.
  void finish() {
    const std::scoped_lock lock(mutex_);
    finished_ = true;
    ready_.notify_all();
  }

  /// Stops everybody at once, after an error.
  void close() {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    ready_.notify_all();
    room_.notify_all();
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable room_;
  std::deque<FoundFile> files_;
  std::deque<Document> documents_;
  std::size_t busy_ = 0;
  bool finished_ = false;
  bool closed_ = false;
};

}  // namespace ksearch
