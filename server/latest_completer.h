#pragma once

#include <condition_variable>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "searcher/explore/completer.h"

namespace ksearch {

/// Keeps completions at hand while writers commit. Reading all names and words of a large index
/// takes much longer than a completion may; so one thread reads those of a new commit, and until it
/// has them the earlier ones are given. Thread-safe.
class LatestCompleter {
 public:
  /// Begins to read the index.
  explicit LatestCompleter(std::filesystem::path index);
  ~LatestCompleter();
  LatestCompleter(const LatestCompleter&) = delete;
  LatestCompleter& operator=(const LatestCompleter&) = delete;

  /// Completions of the commit of this id (Searcher::commit_id()), the newest one, or while they
  /// are being read, of an earlier one. Waits, and throws as Completer's constructor does, only as
  /// long as there are none.
  [[nodiscard]] Completer get(const std::string& commit_id);

 private:
  void run(const std::stop_token& stop);

  std::filesystem::path index_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool wanted_ = true;  ///< newer completions, or the first
  std::optional<Completer> latest_;
  std::exception_ptr failure_;  ///< of the last attempt to read
  std::jthread reader_;         // last: it uses the rest
};

}  // namespace ksearch
