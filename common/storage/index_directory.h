#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "common/storage/file_io.h"

namespace ksearch {

/// The folder of an index:
///
///   XAPIANDB            names the current generation; a Xapian stub file, so Xapian's tools open
///   it generation-000007/  a Xapian database and the columns beside it; `readers` in it is locked,
///   shared,
///                       by everyone who reads the generation
///   staging/            a build that is under way or was killed
///   lock                locked by the writer, whose process number it holds
class IndexDirectory {
 public:
  explicit IndexDirectory(std::filesystem::path path) : path_(std::move(path)) {}

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path stub() const { return path_ / "XAPIANDB"; }
  [[nodiscard]] std::filesystem::path staging() const { return path_ / "staging"; }
  [[nodiscard]] std::filesystem::path generation(std::uint32_t number) const;

  /// The current generation; none when nothing was ever committed. Throws Error: kIndexForeign for
  /// a folder with anything else in it, kIndexCorrupt for a stub that ksearch did not write.
  [[nodiscard]] std::optional<std::uint32_t> current() const;
  /// The current generation, for a reader: throws Error(kIndexMissing) when there is none.
  [[nodiscard]] std::uint32_t require_current() const;

  /// Creates the folder (mode 0700) where it is missing. Throws Error(kIndexForeign) as current().
  void create() const;
  /// Makes a generation the current one, in one durable step.
  void publish(std::uint32_t number) const;
  /// Removes generations that are neither current nor read by anyone.
  void remove_unused_generations() const;

 private:
  std::filesystem::path path_;
};

/// Keeps a generation from being removed while it is read.
class GenerationLock {
 public:
  GenerationLock() = default;
  /// Throws Error(kIndexCorrupt) when the generation is not there.
  explicit GenerationLock(const std::filesystem::path& generation);

 private:
  UniqueFd fd_;
};

/// The one writer of an index. Held as long as the object lives, and by no dead process.
class WriterLock {
 public:
  /// Waits up to `wait`, calling `on_wait` once with a sentence; then throws Error(kIndexLocked)
  /// that names the holder.
  WriterLock(const IndexDirectory& directory, std::chrono::milliseconds wait,
             const std::function<void(const std::string&)>& on_wait);

 private:
  UniqueFd fd_;
};

}  // namespace ksearch
