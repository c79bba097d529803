#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ksearch/document.h"

namespace ksearch {

/// XXH3-128 of a sequence of bytes, in its canonical (big-endian) form.
using ContentHash = std::array<std::uint8_t, 16>;

/// The XXH3-128 of bytes in memory.
[[nodiscard]] ContentHash content_hash(std::string_view bytes) noexcept;

/// What tells one state of a file from another.
struct FileVersion {
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;  ///< since 1970-01-01 UTC
  std::uint64_t device = 0;
  std::uint64_t inode = 0;

  friend bool operator==(const FileVersion&, const FileVersion&) = default;
};

/// The kind of a path that is no regular file ("folder", "FIFO", "device", "socket"), symbolic
/// links followed; nothing for a regular file. Opens nothing. Throws Error(kIo) when it cannot be
/// looked at.
[[nodiscard]] std::optional<std::string_view> special_file_kind(const std::string& path);

/// Bytes that can be read from any place, for formats whose table of contents stands at the end.
class SeekableSource : public ByteSource {
 public:
  [[nodiscard]] virtual std::uint64_t size_bytes() const = 0;
  /// Where the next read() begins, at most size_bytes().
  virtual void seek(std::uint64_t offset) = 0;
};

/// A regular file, read from front to back and hashed on the way. It is never mapped into memory,
/// so a file that is cut short while it is read ends early instead of raising a signal, and opening
/// never waits for a FIFO. Symbolic links are followed: whoever walks a tree decides which to open.
class FileSource final : public ByteSource {
 public:
  /// Throws Error(kIo) when the file cannot be opened or is not a regular one.
  explicit FileSource(std::string path);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  /// The first bytes, at most `max_bytes`; they stay part of what read() gives. Only before read().
  [[nodiscard]] const std::string& peek(std::size_t max_bytes);
  bool read(std::string& out, std::size_t max_bytes) override;

  /// The open file, for another process to read with a DescriptorSource; owned by this object.
  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// The file as it was when it was opened.
  [[nodiscard]] const FileVersion& version() const { return version_; }
  /// Modification time of version(), to the second.
  [[nodiscard]] std::chrono::sys_seconds modified() const;
  /// Whether the file, or what its path names, has changed since it was opened.
  [[nodiscard]] bool changed() const;
  /// Hash of the whole file; reads what has not been read yet. Throws Error(kIo).
  [[nodiscard]] ContentHash hash();

 private:
  struct HashState;

  bool read_file(std::string& out, std::size_t max_bytes);

  std::string path_;
  int descriptor_ = -1;
  FileVersion version_;
  std::string peeked_;
  std::unique_ptr<HashState> hash_state_;
};

/// Bytes that are already in memory. The bytes must outlive the source.
class MemorySource final : public SeekableSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  bool read(std::string& out, std::size_t max_bytes) override;
  [[nodiscard]] std::uint64_t size_bytes() const override { return bytes_.size(); }
  void seek(std::uint64_t offset) override { offset_ = offset; }

 private:
  std::string_view bytes_;
  std::uint64_t offset_ = 0;
};

/// An open regular file with an offset of its own: reading does not move that of the descriptor,
/// which is not owned.
class DescriptorSource final : public SeekableSource {
 public:
  /// `path` is for messages. Throws Error(kIo).
  DescriptorSource(int descriptor, std::string path);
  bool read(std::string& out, std::size_t max_bytes) override;
  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }
  void seek(std::uint64_t offset) override { offset_ = offset; }

 private:
  int descriptor_;
  std::string path_;
  std::uint64_t size_bytes_ = 0;
  std::uint64_t offset_ = 0;
};

}  // namespace ksearch
