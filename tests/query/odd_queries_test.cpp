// The queries of odd_queries.txt: none may mean something else in silence.

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "tests/query/outcome.h"
#include "tests/support/folders.h"

using ksearch::test::outcome;

namespace {

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      plain += text[i];
      continue;
    }
    const char kind = text.at(++i);
    if (kind == 'x') {
      plain += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      plain += kind == 'n' ? '\n' : kind == 't' ? '\t' : kind;
    }
  }
  return plain;
}

struct Block {
  std::string query;
  std::string expected;  ///< as outcome() writes it
};

std::vector<Block> blocks() {
  constexpr std::size_t kKeyWidth = 9;
  std::ifstream lines(ksearch::test::source_folder() / "tests/query/odd_queries.txt");
  REQUIRE(lines);
  std::vector<Block> found;
  for (std::string line; std::getline(lines, line);) {
    if (line.size() < kKeyWidth || line.front() == '#') continue;
    const std::string key = line.substr(0, line.find("  "));
    const std::string value = unescaped(std::string_view(line).substr(kKeyWidth));
    if (key == "query") {
      found.push_back({value, {}});
    } else if (key == "read as") {
      found.back().expected += value;
    } else if (key == "warning") {
      found.back().expected += "\n? " + value;
    } else if (key == "error") {
      found.back().expected += "! " + value;
    } else if (key == "at") {
      found.back().expected += " [" + value + "]";
    }
  }
  return found;
}

}  // namespace

TEST_CASE("an odd query is read as written, with a warning, or refused with a reason") {
  std::set<std::string> seen;
  for (const Block& block : blocks()) {
    CAPTURE(block.query);
    CHECK(outcome(block.query) == block.expected);
    CHECK_MESSAGE(seen.insert(block.query).second, "a query stands there twice");
  }
  CHECK(seen.size() >= 100);
}

TEST_CASE("a warning about another engine's syntax is given once") {
  CHECK(outcome("a.b*d c.d*e f.g*h") ==
        "a.b\\*d c.d\\*e f.g\\*h\n? a.b*d was read as text: * and ? stand for letters only in a "
        "word of nothing but letters [a.b*d]");
}
