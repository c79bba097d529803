#include "cli/bar_chart.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksearch;
using namespace ksearch::cli;

namespace {

Terminal terminal_of(std::size_t width, bool unicode) {
  Terminal terminal;
  terminal.interactive = true;
  terminal.width = width;
  terminal.unicode = unicode;
  return terminal;
}

}  // namespace

TEST_CASE("bars are drawn in eighths of a column, and every value can be seen") {
  const BarScale scale(80, 10, terminal_of(80, true));
  const std::pair<double, std::string> cases[] = {{80, "██████████"}, {40, "█████"}, {41, "█████▏"},
                                                  {44, "█████▌"},     {8, "█"},      {1, "▏"},
                                                  {0.001, "▏"},       {0, ""}};
  for (const auto& [value, expected] : cases) {
    CAPTURE(value);
    CHECK(scale.bar(value) == expected);
  }
  CHECK(scale.column(40) == "█████       ");
}

TEST_CASE("without UTF-8 bars are ASCII") {
  const BarScale scale(80, 10, terminal_of(80, false));
  CHECK(scale.bar(80) == "##########");
  CHECK(scale.bar(1) == "#");
  CHECK(scale.bar(0).empty());
}

TEST_CASE("there are no bars in files and on the narrowest terminals") {
  Terminal pipe;
  CHECK(BarScale(80, 10, pipe).column(40).empty());
  CHECK(BarScale(80, 10, terminal_of(39, true)).bar(40).empty());
  CHECK(!BarScale(80, 10, terminal_of(40, true)).bar(40).empty());
}
