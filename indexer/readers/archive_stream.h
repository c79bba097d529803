#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "ksearch/document.h"

struct archive;

namespace ksearch {

/// What an ArchiveStream takes its bytes for.
enum class ArchiveKind : std::uint8_t {
  kZip,         ///< a ZIP file, the package of many formats
  kArchive,     ///< ZIP, tar, 7-Zip or RAR, compressed as a whole or not; else one compressed file
  kCompressed,  ///< one file, compressed by gzip, bzip2, xz or zstd
};

/// The members of an archive, from front to back, by libarchive. Nothing is ever written to disk,
/// and names are labels: "../../etc/passwd" is as harmless as any other.
class ArchiveStream {
 public:
  struct Entry {
    std::string name;  ///< valid UTF-8; empty for the only member of kCompressed
    bool is_file = true;
    bool is_encrypted = false;
    std::optional<std::chrono::sys_seconds> modified;
  };

  /// `bytes` must outlive the stream; a SeekableSource is read by its table of contents. Throws
  /// Error(kIo) when it is no archive.
  ArchiveStream(ByteSource& bytes, ArchiveKind kind);
  ~ArchiveStream();
  ArchiveStream(const ArchiveStream&) = delete;
  ArchiveStream& operator=(const ArchiveStream&) = delete;

  /// The next member; nothing at the end. Throws Error(kIo) when the archive is damaged here.
  [[nodiscard]] std::optional<Entry> next();
  /// The content of the member that next() gave; nothing when it has more than `max_bytes`. Throws
  /// Error(kIo) when it is damaged.
  [[nodiscard]] std::optional<std::string> content(std::size_t max_bytes);
  /// Bytes of the archive that were read until now.
  [[nodiscard]] std::uint64_t bytes_read() const;

 private:
  struct Input;

  [[noreturn]] void fail() const;

  std::unique_ptr<Input> input_;
  archive* archive_;
};

}  // namespace ksearch
