// The examples of docs/query_syntax.md: each table says in its head what its queries are.

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <string>

#include "tests/query/outcome.h"
#include "tests/support/folders.h"

using ksearch::test::outcome;

TEST_CASE("every example in the documentation is read as its table says") {
  std::ifstream page(ksearch::test::source_folder() / "docs/query_syntax.md");
  REQUIRE(page);
  std::map<std::string, int> checked;
  std::string kind;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with('|')) kind.clear();
    if (line.starts_with("| query | ")) kind = line.substr(10, line.size() - 12);
    if (kind.empty() || !line.starts_with("| `")) continue;
    const std::string query = line.substr(3, line.find("` |") - 3);
    const std::string result = outcome(query);
    CAPTURE(query);
    CAPTURE(result);
    const bool is_error = result.starts_with('!');
    const bool has_warning = !is_error && result.find("\n?") != std::string::npos;
    CHECK(is_error == (kind == "because"));
    CHECK(has_warning == (kind == "read as"));
    ++checked[kind];
  }
  CHECK(checked["finds"] >= 50);
  CHECK(checked["read as"] >= 9);
  CHECK(checked["because"] >= 9);
}
