#include "tests/fuzz/names_property.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/fuzz/entities_property.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

template <typename Property>
void replay(const char* folder, Property holds) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::string(test::source_folder() / "tests/fuzz/corpus/") + folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    CAPTURE(entry.path().string());
    CHECK(holds(bytes));
    ++files;
  }
  CHECK(files > 0);
}

TEST_CASE("recognisers keep their contract on the inputs that fuzzing saved") {
  replay("entities", [](const std::string& text) { return fuzz::recognizers_are_sound(text); });
}

TEST_CASE("files about names are read or refused on the inputs that fuzzing saved") {
  replay("names", [](const std::string& text) { return fuzz::name_files_are_sound(text); });
}

}  // namespace
}  // namespace ksearch
