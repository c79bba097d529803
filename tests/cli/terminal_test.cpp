#include "cli/terminal.h"

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>

#include "ksearch/error.h"

using namespace ksearch;
using namespace ksearch::cli;

namespace {

EnvironmentReader environment(std::map<std::string, std::string> variables) {
  return [variables](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  };
}

}  // namespace

TEST_CASE("colour needs a terminal that understands it and no NO_COLOR") {
  const TerminalFacts tty{.is_terminal = true, .window_columns = 100};
  const TerminalFacts pipe{};
  const auto color = [&](const TerminalFacts& facts, ColorMode mode,
                         std::map<std::string, std::string> variables) {
    return decide_terminal(facts, mode, environment(std::move(variables))).color;
  };
  CHECK(color(tty, ColorMode::kAuto, {{"TERM", "xterm"}}));
  CHECK_FALSE(color(pipe, ColorMode::kAuto, {{"TERM", "xterm"}}));
  CHECK_FALSE(color(tty, ColorMode::kAuto, {{"TERM", "dumb"}}));
  CHECK_FALSE(color(tty, ColorMode::kAuto, {}));
  CHECK_FALSE(color(tty, ColorMode::kAuto, {{"TERM", "xterm"}, {"NO_COLOR", "1"}}));
  CHECK(color(tty, ColorMode::kAuto, {{"TERM", "xterm"}, {"NO_COLOR", ""}}));
  CHECK_FALSE(color(tty, ColorMode::kNever, {{"TERM", "xterm"}}));
  CHECK(color(pipe, ColorMode::kAlways, {{"NO_COLOR", "1"}, {"TERM", "dumb"}}));
}

TEST_CASE("the width is COLUMNS, else the window's, else 80, else without limit") {
  const auto width = [](const TerminalFacts& facts, std::map<std::string, std::string> variables) {
    return decide_terminal(facts, ColorMode::kAuto, environment(std::move(variables))).width;
  };
  CHECK(width({true, 120}, {{"COLUMNS", "40"}}) == 40);
  CHECK(width({false, 0}, {{"COLUMNS", "132"}}) == 132);
  CHECK(width({true, 120}, {}) == 120);
  CHECK(width({true, 0}, {}) == 80);
  CHECK(width({false, 0}, {}) == Terminal::kUnlimited);
  CHECK(width({true, 3}, {}) == 20);
  for (const char* bad : {"", "0", "-5", "wide", "12x"}) {
    CHECK(width({true, 120}, {{"COLUMNS", bad}}) == 120);
  }
}

TEST_CASE("the locale says whether Unicode can be drawn: LC_ALL before LC_CTYPE before LANG") {
  const auto unicode = [](std::map<std::string, std::string> variables) {
    return decide_terminal({true, 80}, ColorMode::kAuto, environment(std::move(variables))).unicode;
  };
  CHECK(unicode({{"LANG", "en_GB.UTF-8"}}));
  CHECK(unicode({{"LANG", "C"}, {"LC_CTYPE", "C.utf8"}}));
  CHECK_FALSE(unicode({{"LANG", "C.UTF-8"}, {"LC_ALL", "C"}}));
  CHECK(unicode({{"LANG", "C.UTF-8"}, {"LC_ALL", ""}}));
  CHECK_FALSE(unicode({{"LANG", "de_DE.ISO-8859-1"}}));
  CHECK_FALSE(unicode({}));
}

TEST_CASE("links go to absolute paths and web pages only, percent-encoded") {
  struct Case {
    std::string target;
    std::string uri;
  };
  for (const Case& one : {
           Case{"/tmp/a b;\x1b\\.txt", "file:///tmp/a%20b%3B%1B%5C.txt"},
           Case{"/tmp/é", "file:///tmp/%C3%A9"},
           Case{"https://example.org/a?b=c#d", "https://example.org/a?b=c#d"},
           Case{"http://example.org/\x07", "http://example.org/%07"},
       }) {
    CHECK(hyperlink("x", one.target, true) == "\x1b]8;;" + one.uri + "\x1b\\x\x1b]8;;\x1b\\");
    CHECK(hyperlink("x", one.target, false) == "x");
  }
  CHECK(hyperlink("x", "javascript:alert(1)", true) == "x");
  CHECK(hyperlink("x", "relative/path", true) == "x");
}

TEST_CASE("--color has three values") {
  CHECK(color_mode_from("auto") == ColorMode::kAuto);
  CHECK_THROWS_WITH_AS(static_cast<void>(color_mode_from("yes")),
                       "'--color' is auto, always or never, not 'yes'", Error);
}
