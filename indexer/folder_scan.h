#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/exclude.h"

namespace ksearch {

/// A regular file found below a folder, or given by itself.
struct FoundFile {
  std::string path;  ///< absolute
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;
};

/// What a scan reports, in the order of the names.
struct ScanEvents {
  /// A folder, before its names are read; may be empty.
  std::function<void(const std::filesystem::path&)> folder;
  /// Whether a path is to be looked at; empty: all are.
  std::function<bool(const std::string& path)> wanted;
  std::function<void(FoundFile)> file;
  std::function<void(const std::string& path, const std::string& reason)> ignored;
  std::function<void(const std::string& path, const std::string& reason)> failed;
};

/// Throws Error(kInvalidArgument) that names the first path that is not there.
void require_existing(const std::vector<std::filesystem::path>& paths);

/// Walks a folder. Hidden files and folders, symbolic links, special files, what `exclude` or a
/// .ksearchignore on the way names, and the folder `own_index` are ignored; a folder that cannot be
/// read is a failure and the walk goes on. `root` may be a file: then it is the only one, and links
/// are followed. Returns the number of directory entries seen.
std::uint64_t scan_folder(const std::filesystem::path& root, const ExcludeList& exclude,
                          const std::filesystem::path& own_index, const ScanEvents& events);

}  // namespace ksearch
