#include <doctest/doctest.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/analyzer.h"
#include "tests/support/folders.h"

using ksearch::TokenList;

namespace {

/// The texts in the code spans of a line: what stands between pairs of back-quotes.
std::vector<std::string> code_spans(std::string_view line) {
  std::vector<std::string> spans;
  while (true) {
    const std::size_t begin = line.find('`');
    const std::size_t end = line.find('`', begin + 1);
    if (begin == std::string_view::npos || end == std::string_view::npos) return spans;
    spans.emplace_back(line.substr(begin + 1, end - begin - 1));
    line.remove_prefix(end + 1);
  }
}

/// Words as docs/analysis.md writes them: parentheses around those that share a position.
std::string words(const TokenList& list) {
  std::string out;
  const auto& tokens = list.tokens();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool after = i > 0 && tokens[i - 1].position == tokens[i].position;
    const bool before = i + 1 < tokens.size() && tokens[i + 1].position == tokens[i].position;
    if (i > 0) out += ' ';
    if (before && !after) out += '(';
    out += tokens[i].word;
    if (after && !before) out += ')';
  }
  return out;
}

}  // namespace

TEST_CASE("the examples of docs/analysis.md are what the analyzer does") {
  std::ifstream page(ksearch::test::source_folder() / "docs/analysis.md");
  ksearch::Analyzer analyzer;
  TokenList tokens;
  int examples = 0;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| `")) continue;
    const std::vector<std::string> spans = code_spans(line);
    REQUIRE(spans.size() >= 2);
    analyzer.analyze(spans[0], tokens);
    CHECK(words(tokens) == spans[1]);
    ++examples;
  }
  CHECK(examples >= 30);
}
