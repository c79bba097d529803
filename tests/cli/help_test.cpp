#include "cli/help.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace ksearch::cli;

namespace {

void check_width(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    CHECK_MESSAGE(line.size() <= 79, line);
    CHECK_MESSAGE((line.empty() || line.back() != ' '), line);
  }
}

}  // namespace

TEST_CASE("help fits 79 columns and ends with an example") {
  check_width(general_help());
  for (const CommandSpec& command : command_table()) {
    if (!command.built) continue;
    const std::string text = command_help(command);
    check_width(text);
    CHECK(text.ends_with("Example:\n  " + std::string(command.example) + "\n"));
  }
}

TEST_CASE("help shows what is built and nothing else") {
  const std::string general = general_help();
  const std::string search = command_help(spec_of(Command::kSearch));
  CHECK(general.find("\n  facets ") != std::string::npos);
  CHECK(general.find("\n  shard ") == std::string::npos);
  CHECK(search.find("-n, --limit N") != std::string::npos);
  CHECK(search.find("--facets[=FIELD,...]") != std::string::npos);
  CHECK(search.find("--person NAME") != std::string::npos);
  CHECK(search.find("--since-rev N") != std::string::npos);
  CHECK(search.find("--rebuild") == std::string::npos);
}
