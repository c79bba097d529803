#include <doctest/doctest.h>

#include <map>

#include "cli/browse/open_file.h"
#include "ksearch/error.h"

using namespace ksearch;
using namespace ksearch::cli;

TEST_CASE("a file is opened by the first program there is, its path one argument") {
  struct Case {
    std::map<std::string, std::string> variables;
    std::vector<std::string> expected;
  };
  const std::string path = "/news/; rm -rf $HOME.txt";
  const Case cases[] = {
      {{{"DISPLAY", ":0"}, {"PAGER", "less"}}, {"xdg-open", path}},
      {{{"WAYLAND_DISPLAY", "wayland-0"}}, {"xdg-open", path}},
      {{{"PAGER", "less -R"}, {"EDITOR", "vi"}}, {"less", "-R", path}},
      {{{"DISPLAY", ""}, {"PAGER", " "}, {"EDITOR", "vi"}}, {"vi", path}},
      {{}, {"less", path}},
  };
  for (const Case& each : cases) {
    const auto environment = [&](const char* name) -> std::optional<std::string> {
      const auto found = each.variables.find(name);
      if (found == each.variables.end()) return std::nullopt;
      return found->second;
    };
    CHECK(browse::open_command(path, environment) == each.expected);
  }
}

TEST_CASE("a program that is not there is an error") {
  CHECK_THROWS_WITH_AS(browse::run_and_wait({"ksearch-no-such-program", "x"}),
                       "ksearch-no-such-program cannot be run: No such file or directory", Error);
}
