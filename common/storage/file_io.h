#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "ksearch/error.h"

namespace ksearch {

/// Owns a file descriptor.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept;
  ~UniqueFd();
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool valid() const { return fd_ >= 0; }
  void reset();

 private:
  int fd_ = -1;
};

/// Throws the Error that `errno_value` calls for: kDiskFull for ENOSPC and EDQUOT, kReadOnly for
/// EROFS, EACCES and EPERM, else kIo. `what` reads "cannot write", `path` names the thing.
[[noreturn]] void throw_system_error(int errno_value, std::string_view what,
                                     const std::filesystem::path& path);

/// When a file was written last, in nanoseconds since 1970.
[[nodiscard]] inline std::int64_t modified_ns(const struct stat& status) {
  return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

/// Tells at the cost of one system call whether a file has been replaced: one that is only ever
/// replaced by renaming. It is held open, so that no other file gets its number.
class HeldFile {
 public:
  HeldFile() = default;
  /// A missing file counts as replaced.
  explicit HeldFile(std::filesystem::path path);
  [[nodiscard]] bool is_replaced() const;
  [[nodiscard]] std::int64_t modified_ns() const { return ksearch::modified_ns(status_); }

 private:
  std::filesystem::path path_;
  UniqueFd fd_;
  struct stat status_ {};
};

/// A file mapped read-only. Immutable, so thread-safe. Only for files that ksearch itself wrote
/// under a name that is never written again: a mapped file that shrinks ends the process.
class MappedFile {
 public:
  MappedFile() = default;
  /// Throws Error; a missing file gives kIndexCorrupt.
  explicit MappedFile(const std::filesystem::path& path);
  MappedFile(MappedFile&& other) noexcept
      : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();
  [[nodiscard]] std::string_view bytes() const { return {bytes_, size_}; }

 private:
  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

/// Writes a file from front to back. finish() must be called: the destructor closes without a
/// promise.
class FileWriter {
 public:
  explicit FileWriter(const std::filesystem::path& path);
  ~FileWriter() = default;
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  void append(std::string_view bytes);
  /// Bytes appended so far.
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Writes what is buffered, and the file to the device when `durable`.
  void finish(bool durable);

 private:
  void flush();
  std::filesystem::path path_;
  UniqueFd fd_;
  std::string buffer_;
  std::uint64_t size_ = 0;
};

/// Creates `path` with `bytes`, or replaces it in one step by renaming; durable on return.
void replace_file(const std::filesystem::path& path, std::string_view bytes);
/// The whole of a file. Throws Error(kIo).
[[nodiscard]] std::string read_file(const std::filesystem::path& path);
/// Makes the names in a directory durable.
void sync_directory(const std::filesystem::path& path);

}  // namespace ksearch
