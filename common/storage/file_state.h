#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/document.h"

namespace ksearch {

/// What the index remembers of a file it has read, under schema::kFilePrefix + hash of the path, so
/// that an unchanged file is not read again.
struct FileState {
  std::string path;  ///< absolute
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;  ///< since 1970 in UTC
  std::string hash;              ///< of the whole file
  std::uint64_t documents = 0;   ///< taken from it
  std::string read_by;  ///< version of ksearch: another one may read what this one could not
  std::vector<SkippedDocument> failures;
};

[[nodiscard]] std::string encode_file_state(const FileState& state);
/// Throws Error(kIndexCorrupt).
[[nodiscard]] FileState decode_file_state(std::string_view bytes);
/// Metadata key of a file.
[[nodiscard]] std::string file_state_key(std::string_view absolute_path);

}  // namespace ksearch
