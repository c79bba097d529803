#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/storage/file_state.h"

namespace ksearch {

/// What the index remembers of files, what a run finds, and what has to be remembered anew.
/// found(), known(), change() and forget() are thread-safe among each other.
class FileLedger {
 public:
  /// Changes to store, by path; empty: forget the file.
  using Changes = std::map<std::string, std::optional<FileState>>;
  struct Known {
    const FileState* state = nullptr;  ///< null: nothing is; good until committed() or clear()
    std::string source;                ///< Document::source of what names none
  };

  /// Forgets everything.
  void clear();
  /// Takes in what the index remembers.
  void remember(FileState state);
  /// Forgets what was found and changed, not what is remembered.
  void start_run();
  /// A file was found below a folder whose documents are of `source`. False: it was found before.
  bool found(const std::string& path, const std::string& source);
  [[nodiscard]] Known known(const std::string& path);
  void change(FileState state);
  void forget(const std::string& path);
  /// Remembered files that were not found and of which `is_gone` says true.
  [[nodiscard]] std::vector<std::string> missing(
      const std::function<bool(const std::string& path)>& is_gone);
  [[nodiscard]] Changes take_changes() { return std::exchange(changes_, {}); }
  /// The index has these now.
  void committed(Changes changes);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, FileState> known_;
  Changes changes_;
  std::set<std::string> found_;
  std::unordered_map<std::string, std::string> sources_;
};

}  // namespace ksearch
