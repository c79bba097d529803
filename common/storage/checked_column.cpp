#include "common/storage/checked_column.h"

#include <xxhash.h>

#include "common/storage/damage.h"

namespace ksearch {
namespace {

std::size_t block_count(std::size_t bytes) {
  return (bytes + CheckedColumn::kBlockBytes - 1) / CheckedColumn::kBlockBytes;
}

std::uint64_t block_checksum(std::string_view row, std::size_t block) {
  const std::string_view bytes =
      row.substr(block * CheckedColumn::kBlockBytes, CheckedColumn::kBlockBytes);
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace

void append_checksums(RowColumnWriter& column, const std::vector<std::string_view>& rows) {
  std::vector<std::uint64_t> numbers;
  for (const std::string_view row : rows) {
    numbers.push_back(row.size());
    for (std::size_t block = 0; block < block_count(row.size()); ++block) {
      numbers.push_back(block_checksum(row, block));
    }
  }
  numbers.push_back(XXH3_64bits(numbers.data(), numbers.size() * sizeof numbers[0]));
  column.append(
      {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof numbers[0]});
}

CheckedColumn::CheckedColumn(RowColumn column, std::size_t rows, std::string what)
    : column_(std::move(column)), rows_(rows), what_(std::move(what)) {
  if (column_.rows() != rows && column_.rows() != rows + 1) fail();
  const bool has_checksums = column_.rows() == rows + 1;
  if (!has_checksums && !column_.sound()) fail();
  for (std::size_t i = 0; i < rows; ++i) {
    Row& row = rows_[i];
    row.bytes = column_.row(i);
    const std::size_t blocks = block_count(row.bytes.size());
    row.is_right = std::make_unique<std::atomic<bool>[]>(blocks);
    for (std::size_t block = 0; block < blocks; ++block) row.is_right[block] = !has_checksums;
  }
  if (!has_checksums) return;
  constexpr std::size_t kNumber = sizeof(std::uint64_t);
  std::string_view numbers = column_.row(rows);
  if (numbers.size() < kNumber) fail();
  const auto of_numbers = load_unaligned<std::uint64_t>(numbers.data() + numbers.size() - kNumber);
  numbers.remove_suffix(kNumber);
  if (XXH3_64bits(numbers.data(), numbers.size()) != of_numbers) fail();
  for (Row& row : rows_) {
    const std::size_t blocks = block_count(row.bytes.size());
    if (numbers.size() < (1 + blocks) * kNumber ||
        load_unaligned<std::uint64_t>(numbers.data()) != row.bytes.size()) {
      fail();
    }
    row.checksums = numbers.data() + kNumber;
    numbers.remove_prefix((1 + blocks) * kNumber);
  }
}

void CheckedColumn::compare(const Row& row, std::size_t block) const {
  // Two threads may both compare a block, which does no harm.
  if (block_checksum(row.bytes, block) !=
      load_unaligned<std::uint64_t>(row.checksums + block * sizeof(std::uint64_t))) {
    fail();
  }
  row.is_right[block].store(true, std::memory_order_relaxed);
}

void CheckedColumn::fail() const { throw_damaged(what_); }

}  // namespace ksearch
