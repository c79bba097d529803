#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/byte_codec.h"
#include "common/storage/row_column.h"

namespace ksearch {

/// Ends a column of a few large rows with one of checksums, for CheckedColumn. `rows` are all rows
/// before it.
void append_checksums(RowColumnWriter& column, const std::vector<std::string_view>& rows);

/// A column whose rows are compared with checksums as far as they are read: each block of bytes
/// when it is first asked for. Opening a large table costs next to nothing so, and a damaged one is
/// an error all the same. Thread-safe.
///
/// On disk the last row of a RowColumn, little-endian, never renumber: for each other row its size
/// and the XXH3-64 of every kBlockBytes of it; then XXH3-64 of all that (u64 each).
class CheckedColumn {
 public:
  static constexpr std::size_t kBlockBytes = 1024;

  CheckedColumn() = default;
  /// `rows` without that of checksums. A column that has as many in all was written by an earlier
  /// version; all of it is compared now. `what` is damaged, if it is. Throws Error(kIndexCorrupt).
  CheckedColumn(RowColumn column, std::size_t rows, std::string what);

  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  [[nodiscard]] std::size_t size_bytes(std::size_t row) const { return rows_[row].bytes.size(); }
  /// Bytes [offset, offset + size) of a row, valid while this object lives. Throws
  /// Error(kIndexCorrupt) when they are not there or damaged.
  [[nodiscard]] std::string_view read(std::size_t row, std::size_t offset, std::size_t size) const {
    const Row& of = rows_[row];
    if (size > of.bytes.size() || offset > of.bytes.size() - size) fail();
    for (std::size_t at = offset; at < offset + size; at = (at / kBlockBytes + 1) * kBlockBytes) {
      check(of, at);
    }
    return of.bytes.substr(offset, size);
  }
  /// A row as an array: its value at `index`. Throws as read().
  template <typename Value>
  [[nodiscard]] Value value(std::size_t row, std::size_t index) const {
    static_assert(kBlockBytes % sizeof(Value) == 0);
    const Row& of = rows_[row];
    if (index >= of.bytes.size() / sizeof(Value)) fail();
    check(of, index * sizeof(Value));
    return load_unaligned<Value>(of.bytes.data() + index * sizeof(Value));
  }
  [[nodiscard]] std::string_view read_all(std::size_t row) const {
    return read(row, 0, size_bytes(row));
  }

 private:
  struct Row {
    std::string_view bytes;
    const char* checksums = nullptr;
    std::unique_ptr<std::atomic<bool>[]> is_right;  ///< each block, as far as is known
  };

  /// Compares the block with the byte at `offset`, unless that was done.
  void check(const Row& row, std::size_t offset) const {
    const std::size_t block = offset / kBlockBytes;
    if (!row.is_right[block].load(std::memory_order_relaxed)) compare(row, block);
  }
  void compare(const Row& row, std::size_t block) const;
  [[noreturn]] void fail() const;

  RowColumn column_;
  std::vector<Row> rows_;
  std::string what_;
};

}  // namespace ksearch
