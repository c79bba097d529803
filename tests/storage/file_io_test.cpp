#include "common/storage/file_io.h"

#include <doctest/doctest.h>

#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

void write(const std::filesystem::path& path, std::string_view bytes) {
  FileWriter writer(path);
  writer.append(bytes);
  writer.finish(false);
}

TEST_CASE("a held file is told from whatever replaces it") {
  const test::TempDir dir;
  const std::filesystem::path path = dir.path() / "file";
  write(path, "one");
  const HeldFile held(path);
  CHECK_FALSE(held.is_replaced());
  // One of these could get the number of the first, were that not held open.
  for (int i = 0; i < 20; ++i) {
    replace_file(path, "two");
    CHECK(held.is_replaced());
  }
  const HeldFile second(path);
  CHECK_FALSE(second.is_replaced());
  std::filesystem::remove(path);
  CHECK(second.is_replaced());
}

TEST_CASE("a missing file, and one written in place, count as replaced") {
  const test::TempDir dir;
  const std::filesystem::path path = dir.path() / "file";
  CHECK(HeldFile().is_replaced());
  CHECK(HeldFile(path).is_replaced());
  write(path, "one");
  const HeldFile held(path);
  write(path, "longer");
  CHECK(held.is_replaced());
}

}  // namespace
}  // namespace ksearch
