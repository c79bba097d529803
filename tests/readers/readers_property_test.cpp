#include "tests/fuzz/readers_property.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/support/folders.h"

namespace ksearch {
namespace {

TEST_CASE("what the fuzzer has seen, and seeded changes of it, give sound documents") {
  std::mt19937 random(20250516);
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_folder() / "tests/fuzz/corpus/readers")) {
    CAPTURE(entry.path());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    REQUIRE_FALSE(bytes.empty());
    CHECK(test::readers_property(bytes).empty());
    for (int round = 0; round < 100; ++round) {
      std::string changed = bytes;
      for (int change = 0; change < 5; ++change) {
        const std::size_t at = 1 + random() % changed.size();
        if (at < changed.size()) changed[at] = static_cast<char>(random());
        if (round % 3 == 0) changed.insert(at, changed.substr(random() % changed.size(), 20));
      }
      CHECK(test::readers_property(changed).empty());
    }
  }
}

}  // namespace
}  // namespace ksearch
