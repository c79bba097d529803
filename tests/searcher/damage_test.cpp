#include <doctest/doctest.h>

#include <functional>

#include "common/storage/file_io.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

/// The file of the only generation whose name starts so.
fs::path file_of(const fs::path& index, const std::string& start) {
  for (const fs::directory_entry& entry : fs::directory_iterator(index / "generation-000001")) {
    if (entry.path().filename().string().starts_with(start)) return entry.path();
  }
  FAIL("no file " << start);
  return {};
}

void flip_byte(const fs::path& path, std::size_t at) {
  std::string bytes = read_file(path);
  REQUIRE(at < bytes.size());
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  FileWriter writer(path);
  writer.append(bytes);
  writer.finish(false);
}

/// Whether asking an index that was damaged so ends in kIndexCorrupt.
bool is_noticed(const std::function<void(const fs::path&)>& damage) {
  const test::TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 100);
  damage(index);
  try {
    Searcher searcher(index);
    SearchRequest request;
    request.query = "\"rail line\" OR talks OR ceasefire OR the";
    request.limit = 0;
    request.facets = {Field::kPerson, Field::kPlace};
    static_cast<void>(searcher.search(request));
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kIndexCorrupt);
    return true;
  }
  return false;
}

TEST_CASE("a damaged or missing part of an index is an error and never a wrong answer") {
  CHECK_FALSE(is_noticed([](const fs::path&) {}));
  CHECK(is_noticed([](const fs::path& index) { fs::remove(file_of(index, "position.")); }));
  CHECK(is_noticed([](const fs::path& index) { fs::remove(file_of(index, "segment-")); }));
  CHECK(is_noticed([](const fs::path& index) {
    const fs::path dictionary = file_of(index, "dictionary");
    fs::resize_file(dictionary, fs::file_size(dictionary) - 1);
  }));
  for (const char* file : {"names-000002.rows", "names-000002.order", "entities-"}) {
    CAPTURE(file);
    CHECK(is_noticed([&](const fs::path& index) { flip_byte(file_of(index, file), 40); }));
  }
  for (std::size_t at = 100; at < 3000; at += 311) {
    CAPTURE(at);
    CHECK(is_noticed(
        [&](const fs::path& index) { flip_byte(file_of(index, "segment-000001.text"), at); }));
  }
}

}  // namespace
}  // namespace ksearch
