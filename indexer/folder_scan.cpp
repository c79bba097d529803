#include "indexer/folder_scan.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "common/storage/file_io.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

/// Deeper folders are taken for a mistake (a bind mount into itself).
constexpr int kMaxDepth = 100;
constexpr const char* kIgnoreFile = ".ksearchignore";

std::string special_kind(mode_t mode) {
  if (S_ISLNK(mode)) return "symbolic link";
  if (S_ISFIFO(mode)) return "FIFO";
  if (S_ISSOCK(mode)) return "socket";
  return "device";
}

class Walk {
 public:
  Walk(const ExcludeList& exclude, fs::path own_index, const ScanEvents& events)
      : exclude_(exclude), own_index_(std::move(own_index)), events_(events) {}

  void folder(const fs::path& path, const fs::path& root, int depth) {
    if (depth > kMaxDepth) {
      events_.failed(path.string(), "folders are nested too deeply");
      return;
    }
    if (events_.folder) events_.folder(path);
    std::error_code error;
    std::vector<fs::path> names;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end;
         entry.increment(error)) {
      names.push_back(entry->path().filename());
    }
    if (error) {
      events_.failed(path.string(), error.message());
      return;
    }
    std::sort(names.begin(), names.end());
    seen_ += names.size();
    const bool has_ignore_file =
        std::binary_search(names.begin(), names.end(), fs::path(kIgnoreFile));
    if (has_ignore_file) ignore_files_.emplace_back(path, load_ignore_file(path / kIgnoreFile));
    for (const fs::path& name : names) entry(path / name, root, depth);
    if (has_ignore_file) ignore_files_.pop_back();
  }

  [[nodiscard]] std::uint64_t seen() const { return seen_; }

 private:
  void entry(const fs::path& path, const fs::path& root, int depth) {
    if (events_.wanted && !events_.wanted(path.string())) return;
    if (path.filename().string().starts_with('.')) {
      events_.ignored(path.string(), "hidden");
      return;
    }
    if (excluded(path, root)) {
      events_.ignored(path.string(), "excluded");
      return;
    }
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
      if (errno != ENOENT) events_.failed(path.string(), std::strerror(errno));
    } else if (S_ISDIR(status.st_mode)) {
      if (path == own_index_) {
        events_.ignored(path.string(), "the index itself");
      } else {
        folder(path, root, depth + 1);
      }
    } else if (S_ISREG(status.st_mode)) {
      events_.file(
          {path.string(), static_cast<std::uint64_t>(status.st_size), modified_ns(status)});
    } else {
      events_.ignored(path.string(), special_kind(status.st_mode));
    }
  }

  [[nodiscard]] bool excluded(const fs::path& path, const fs::path& root) const {
    if (exclude_.matches(path.lexically_relative(root).string())) return true;
    return std::any_of(ignore_files_.begin(), ignore_files_.end(), [&](const auto& ignore) {
      return ignore.second.matches(path.lexically_relative(ignore.first).string());
    });
  }

  ExcludeList load_ignore_file(const fs::path& path) {
    ExcludeList list;
    try {
      list.add_lines(read_file(path));
    } catch (const Error& error) {
      events_.failed(path.string(), error.what());
    }
    return list;
  }

  const ExcludeList& exclude_;
  fs::path own_index_;
  const ScanEvents& events_;
  std::vector<std::pair<fs::path, ExcludeList>> ignore_files_;
  std::uint64_t seen_ = 0;
};

}  // namespace

void require_existing(const std::vector<std::filesystem::path>& paths) {
  for (const std::filesystem::path& path : paths) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
      throw Error(ErrorCode::kInvalidArgument,
                  "no such file or folder: " + path.string() +
                      (error ? " (" + error.message() + ")" : std::string()));
    }
  }
}

std::uint64_t scan_folder(const fs::path& root, const ExcludeList& exclude,
                          const fs::path& own_index, const ScanEvents& events) {
  struct stat status {};
  if (::stat(root.c_str(), &status) != 0) {
    events.failed(root.string(), std::strerror(errno));
    return 0;
  }
  if (S_ISREG(status.st_mode)) {
    if (events.folder) events.folder(root.parent_path());
    if (events.wanted && !events.wanted(root.string())) return 1;
    events.file({root.string(), static_cast<std::uint64_t>(status.st_size), modified_ns(status)});
    return 1;
  }
  if (!S_ISDIR(status.st_mode)) {
    events.ignored(root.string(), special_kind(status.st_mode));
    return 1;
  }
  Walk walk(exclude, own_index, events);
  walk.folder(root, root, 0);
  return walk.seen();
}

}  // namespace ksearch
