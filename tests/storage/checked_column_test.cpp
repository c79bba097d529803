#include "common/storage/checked_column.h"

#include <doctest/doctest.h>

#include "common/storage/file_io.h"
#include "ksearch/error.h"
#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

constexpr std::size_t kBlock = CheckedColumn::kBlockBytes;

/// Two rows of several blocks, the last of them not full, and one without bytes.
std::vector<std::string> sample_rows() {
  std::vector<std::string> rows(3);
  for (std::size_t i = 0; i < 3 * kBlock; ++i) rows[0] += static_cast<char>(i * 7 % 251);
  for (std::size_t i = 0; i < kBlock + 24; ++i) rows[2] += static_cast<char>(i * 11 % 241);
  return rows;
}

void write(const std::filesystem::path& path, bool with_checksums) {
  const std::vector<std::string> rows = sample_rows();
  RowColumnWriter column(path);
  for (const std::string& row : rows) column.append(row);
  if (with_checksums) append_checksums(column, {rows.begin(), rows.end()});
  column.finish(false);
}

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
  FileWriter writer(path);
  writer.append(bytes);
  writer.finish(false);
}

CheckedColumn open(const std::filesystem::path& path) { return {RowColumn(path), 3, "the table"}; }

TEST_CASE("a checked column gives any part of its rows") {
  const test::TempDir dir;
  const std::vector<std::string> rows = sample_rows();
  for (const bool with_checksums : {true, false}) {
    CAPTURE(with_checksums);
    write(dir.path() / "c", with_checksums);
    const CheckedColumn column = open(dir.path() / "c");
    REQUIRE(column.rows() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CHECK(column.size_bytes(i) == rows[i].size());
      CHECK(column.read_all(i) == rows[i]);
      CHECK(column.read(i, rows[i].size(), 0).empty());
      CHECK_THROWS_AS(static_cast<void>(column.read(i, rows[i].size(), 1)), Error);
      CHECK_THROWS_AS(static_cast<void>(column.read(i, 1, SIZE_MAX)), Error);
    }
    CHECK(column.read(0, kBlock - 3, 6) == rows[0].substr(kBlock - 3, 6));
  }
}

TEST_CASE("a checked column compares the blocks that are read") {
  const test::TempDir dir;
  const std::filesystem::path path = dir.path() / "c";
  write(path, true);
  std::string bytes = read_file(path);
  const std::size_t row = bytes.find(sample_rows()[0]);
  bytes[row + kBlock] ^= 1;
  write_bytes(path, bytes);
  const CheckedColumn column = open(path);
  CHECK(column.read(0, 0, kBlock) == sample_rows()[0].substr(0, kBlock));
  CHECK_THROWS_WITH_AS(static_cast<void>(column.read(0, kBlock + 5, 1)),
                       "the table is damaged; rebuild the index with ksearch index --rebuild",
                       Error);
  CHECK_THROWS_AS(static_cast<void>(column.read(0, kBlock - 1, 2)), Error);
  CHECK(column.read(0, 2 * kBlock, 1) == sample_rows()[0].substr(2 * kBlock, 1));
}

TEST_CASE("any damaged byte of a checked column is an error") {
  const test::TempDir dir;
  const std::filesystem::path path = dir.path() / "c";
  for (const bool with_checksums : {true, false}) {
    write(path, with_checksums);
    const std::string whole = read_file(path);
    for (std::size_t at = 0; at < whole.size(); at += at < 4 * kBlock ? 13 : 1) {
      if (at >= 24 && at < 32) continue;  // the checksum of the whole file, which verify compares
      CAPTURE(at);
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 4);
      write_bytes(path, damaged);
      const auto read_everything = [&] {
        const CheckedColumn column = open(path);
        for (std::size_t row = 0; row < 3; ++row) static_cast<void>(column.read_all(row));
      };
      CHECK_THROWS_AS(read_everything(), Error);
    }
  }
}

TEST_CASE("a column of another number of rows is refused") {
  const test::TempDir dir;
  write(dir.path() / "c", true);
  CHECK_THROWS_AS(CheckedColumn(RowColumn(dir.path() / "c"), 2, "the table"), Error);
  CHECK_THROWS_AS(CheckedColumn(RowColumn(dir.path() / "c"), 5, "the table"), Error);
}

}  // namespace
}  // namespace ksearch
