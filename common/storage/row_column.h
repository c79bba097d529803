#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/file_io.h"

namespace ksearch {

/// A column: one row of bytes for each Xapian document number of a segment, read by number.
///
/// On disk, little-endian, never renumber: "KSROWS1\n", rows (u64), data bytes (u64), XXH3-64 of
/// all that follows (u64); the data; padding to 8 bytes; for every 64 rows the offset of the first
/// (u64); for every row, and one past the last, its end relative to that (u32). A row ends where
/// the next begins.
class RowColumnWriter {
 public:
  /// Appends rows to `path`, which is replaced.
  explicit RowColumnWriter(const std::filesystem::path& path);
  ~RowColumnWriter();
  RowColumnWriter(const RowColumnWriter&) = delete;
  RowColumnWriter& operator=(const RowColumnWriter&) = delete;
  void append(std::string_view row);
  [[nodiscard]] std::uint64_t rows() const { return row_ends_.size(); }
  /// Writes tables and header; the file is whole only then.
  void finish(bool durable);

 private:
  std::filesystem::path path_;
  FileWriter file_;
  std::vector<std::uint64_t> row_ends_;
  void* hash_state_;
};

/// Reads a column. Immutable, so thread-safe.
class RowColumn {
 public:
  RowColumn() = default;
  /// Throws Error(kIndexCorrupt) when the file is not a whole column. Does not read the data.
  explicit RowColumn(const std::filesystem::path& path);
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  /// The bytes of a row, valid while this object lives. Throws Error(kIndexCorrupt) when `row` is
  /// not there or the tables are damaged.
  [[nodiscard]] std::string_view row(std::uint64_t row) const;
  /// Whether the checksum holds: reads the whole file.
  [[nodiscard]] bool sound() const;
  /// Groups of rows that follow each other, for checking a part of a column.
  static constexpr std::uint64_t kRowsOfGroup = 64;
  [[nodiscard]] std::uint64_t groups() const { return (rows_ + kRowsOfGroup - 1) / kRowsOfGroup; }
  /// Hash of the rows of a group and of where they end. Throws Error(kIndexCorrupt) as row().
  [[nodiscard]] std::uint64_t group_hash(std::uint64_t group) const;

 private:
  std::uint64_t row_end(std::uint64_t row) const;
  MappedFile file_;
  std::uint64_t rows_ = 0;
  std::uint64_t data_bytes_ = 0;
  const char* bases_ = nullptr;
  const char* ends_ = nullptr;
};

}  // namespace ksearch
