#include "common/storage/row_column.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

std::vector<std::string> random_rows(unsigned seed, std::size_t count) {
  std::mt19937 random(seed);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t size = random() % 4 == 0 ? 0 : random() % 300;
    std::string row;
    while (row.size() < size) row += static_cast<char>(random());
    rows.push_back(std::move(row));
  }
  return rows;
}

void write_rows(const std::filesystem::path& path, const std::vector<std::string>& rows) {
  RowColumnWriter writer(path);
  for (const std::string& row : rows) writer.append(row);
  writer.finish(true);
}

TEST_CASE("a column gives back the rows that were appended, empty ones too") {
  const test::TempDir dir;
  for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 1000U}) {
    CAPTURE(count);
    const std::vector<std::string> rows = random_rows(static_cast<unsigned>(count), count);
    write_rows(dir.path() / "column", rows);
    const RowColumn column(dir.path() / "column");
    REQUIRE(column.rows() == count);
    for (std::size_t i = 0; i < count; ++i) CHECK(column.row(i) == rows[i]);
    CHECK(column.sound());
  }
}

TEST_CASE("a row that is not there is an error and no crash") {
  const test::TempDir dir;
  write_rows(dir.path() / "column", {"one"});
  const RowColumn column(dir.path() / "column");
  CHECK_THROWS_AS(static_cast<void>(column.row(1)), Error);
}

TEST_CASE("a column that is cut short is refused when it is opened") {
  const test::TempDir dir;
  const auto path = dir.path() / "column";
  write_rows(path, random_rows(7, 100));
  const auto whole = std::filesystem::file_size(path);
  for (std::uintmax_t size = 0; size < whole; size += 97) {
    CAPTURE(size);
    std::filesystem::resize_file(path, size);
    CHECK_THROWS_AS(RowColumn{path}, Error);
    write_rows(path, random_rows(7, 100));
  }
}

TEST_CASE(
    "a flipped bit in the data or tables is found by the checksum and never read out of range") {
  const test::TempDir dir;
  const auto path = dir.path() / "column";
  const std::vector<std::string> rows = random_rows(3, 80);
  write_rows(path, rows);
  const std::string good = read_file(path);
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    std::string bad = good;
    const std::size_t at = 32 + random() % (bad.size() - 32);
    bad[at] = static_cast<char>(bad[at] ^ (1 << random() % 8));
    dir.write("column", bad);
    const RowColumn column(path);
    CHECK_FALSE(column.sound());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      try {
        static_cast<void>(std::string(column.row(i)));
      } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::kIndexCorrupt);
      }
    }
  }
}

}  // namespace
}  // namespace ksearch
