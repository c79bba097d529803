#include "indexer/folder_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>

#include "ksearch/error.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

/// Editors write a file in several steps, and copying many files takes a while.
constexpr milliseconds kQuiet{200};
/// However much goes on, changes are to be found within two seconds.
constexpr milliseconds kLongestBatch{1000};

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                  IN_MOVED_TO | IN_DELETE_SELF | IN_ONLYDIR;

/// Whether a name that was created is all there is to see: a file that is being written follows
/// with IN_CLOSE_WRITE, a second name of one that exists does not.
bool is_complete(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink > 1;
}

bool lies_in(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace

FolderWatch::FolderWatch()
    : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      stopped_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (!inotify_.valid() || !stopped_.valid()) {
    throw Error(ErrorCode::kIo,
                std::string("the system cannot watch folders: ") + std::strerror(errno));
  }
}

void FolderWatch::add(const fs::path& folder) {
  const int watch = ::inotify_add_watch(inotify_.get(), folder.c_str(), kEvents);
  if (watch >= 0) {
    folders_[watch] = folder.string();
  } else if (errno == ENOSPC) {
    throw Error(ErrorCode::kIo, "cannot watch " + folder.string() +
                                    ": the system allows no more watches; raise "
                                    "fs.inotify.max_user_watches");
  } else if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) {
    throw_system_error(errno, "cannot watch", folder);
  }
}

FolderWatch::Changes FolderWatch::wait(const std::stop_token& stop) {
  const std::stop_callback wake(stop, [this] {
    const std::uint64_t one = 1;
    static_cast<void>(!::write(stopped_.get(), &one, sizeof one));
  });
  Changes changes;
  std::chrono::steady_clock::time_point first;
  while (!stop.stop_requested()) {
    int timeout = -1;
    if (!changes.empty()) {
      const auto left = std::chrono::duration_cast<milliseconds>(first + kLongestBatch -
                                                                 std::chrono::steady_clock::now());
      if (left <= milliseconds(0)) return changes;
      timeout = static_cast<int>(std::min(left, kQuiet).count());
    }
    std::array<pollfd, 2> ready = {pollfd{inotify_.get(), POLLIN, 0},
                                   pollfd{stopped_.get(), POLLIN, 0}};
    const int count = ::poll(ready.data(), ready.size(), timeout);
    if (count < 0 && errno != EINTR) throw_system_error(errno, "cannot watch", "folders");
    if (count == 0) return changes;
    if (ready[0].revents == 0) continue;
    const bool was_empty = changes.empty();
    read_events(changes);
    if (was_empty) first = std::chrono::steady_clock::now();
  }
  return {};
}

void FolderWatch::read_events(Changes& changes) {
  alignas(inotify_event) std::array<char, 16384> buffer;
  for (;;) {
    const ssize_t size = ::read(inotify_.get(), buffer.data(), buffer.size());
    if (size <= 0) return;
    for (ssize_t at = 0; at < size;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* name = buffer.data() + at + sizeof event;
      at += static_cast<ssize_t>(sizeof event + event.len);
      if ((event.mask & IN_Q_OVERFLOW) != 0) changes.overflow = true;
      const auto folder = folders_.find(event.wd);
      if (folder == folders_.end()) continue;
      if ((event.mask & IN_IGNORED) != 0) {
        folders_.erase(folder);
        continue;
      }
      if (event.len == 0) {
        changes.paths.insert(folder->second);
        continue;
      }
      std::string path = folder->second + "/" + name;
      const bool is_folder = (event.mask & IN_ISDIR) != 0;
      if ((event.mask & IN_CREATE) != 0 && !is_folder && !is_complete(path)) continue;
      if (is_folder && (event.mask & IN_MOVED_FROM) != 0) forget_below(path);
      changes.paths.insert(std::move(path));
    }
  }
}

void FolderWatch::forget_below(const std::string& folder) {
  for (auto watched = folders_.begin(); watched != folders_.end();) {
    if (lies_in(watched->second, folder)) {
      ::inotify_rm_watch(inotify_.get(), watched->first);
      watched = folders_.erase(watched);
    } else {
      ++watched;
    }
  }
}

}  // namespace ksearch
