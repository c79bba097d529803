#pragma once

#include <filesystem>
#include <set>
#include <stop_token>
#include <string>
#include <unordered_map>

#include "common/storage/file_io.h"

namespace ksearch {

/// Tells what changes in some folders, by inotify(7). Folders are watched one by one: whoever adds
/// one adds those below it, before reading its names, so that nothing is missed in between. Used by
/// one thread.
class FolderWatch {
 public:
  /// Throws Error(kIo) when the system gives no watch.
  FolderWatch();

  /// Watches the files of a folder, not those below. Throws Error(kIo) when there are no watches
  /// left; a folder that has gone meanwhile is passed over.
  void add(const std::filesystem::path& folder);

  struct Changes {
    std::set<std::string> paths;  ///< files and folders that came, went or were written
    bool overflow = false;        ///< the system dropped some: everything may have changed
    [[nodiscard]] bool empty() const { return paths.empty() && !overflow; }
  };
  /// Waits for changes, and then a moment for those that come with them: several quick changes come
  /// as one. Nothing when `stop` is requested.
  [[nodiscard]] Changes wait(const std::stop_token& stop);

 private:
  void read_events(Changes& changes);
  void forget_below(const std::string& folder);

  UniqueFd inotify_;
  UniqueFd stopped_;
  std::unordered_map<int, std::string> folders_;  ///< by number of the watch
};

}  // namespace ksearch
