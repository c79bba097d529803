// Properties of passages as they are shown, on the inputs that fuzzing saved and on random ones.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "tests/fuzz/snippet_property.h"
#include "tests/support/folders.h"

namespace ksearch::test {
namespace {

TEST_CASE("passages are shown as they are on the inputs that fuzzing saved") {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(source_folder() / "tests/fuzz/corpus/snippet")) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    CAPTURE(entry.path().string());
    CHECK(snippet_property(bytes) == "");
    ++files;
  }
  CHECK(files > 0);
}

TEST_CASE("passages are shown as they are, whatever their text and marks") {
  const std::vector<std::string> parts = {
      "a",        "word ",  "\x1b[31m",     "<mark>",
      "</mark>",  "&amp;",  "\"'>",         "\xff",
      "\xe2",     "\u202e", "\u2069",       "\u2028",
      "e\u0301",  "日本語", "\u0635\u0644", "👩‍👩‍👧",
      "\u009b",   "\t",     "\n",           "\r\n",
      "\\x1b[0m", "  ",     "\x7f",         "long-word-"};
  for (unsigned seed = 0; seed < 3000; ++seed) {
    std::mt19937 random(seed);
    std::string input;
    for (auto i = random() % 12; i > 0; --i) {
      const auto byte = static_cast<char>(random() % 9);
      input += byte == '\n' ? '\x0b' : byte;
    }
    input += '\n';
    for (auto i = random() % 60; i > 0; --i) input += parts[random() % parts.size()];
    CAPTURE(seed);
    CHECK(snippet_property(input) == "");
  }
}

}  // namespace
}  // namespace ksearch::test
