#include "cli/options.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "cli/batch.h"
#include "ksearch/error.h"

using namespace ksearch;
using namespace ksearch::cli;

namespace {

using Words = std::vector<std::string>;

std::string error_of(const Words& words) {
  try {
    static_cast<void>(Arguments::parse(words));
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kInvalidArgument);
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("the first operand is a command if the table has it, else a query") {
  struct Case {
    Words words;
    Command command;
    Words operands;
  };
  const std::vector<Case> cases = {
      {{"Medinsky ceasefire"}, Command::kSearch, {"Medinsky ceasefire"}},
      {{"search", "index"}, Command::kSearch, {"index"}},
      {{"index", "a", "b"}, Command::kIndex, {"a", "b"}},
      {{"-d", "index", "facets", "person"}, Command::kFacets, {"person"}},
      {{"--json", "--color=never", "info"}, Command::kInfo, {}},
      {{"--", "index"}, Command::kSearch, {"index"}},
      {{"search", "--", "-zelensky", "--json"}, Command::kSearch, {"-zelensky", "--json"}},
      {{"peace", "index"}, Command::kSearch, {"peace", "index"}},
      {{"--facets", "index"}, Command::kIndex, {}},
      {{"index", "-"}, Command::kIndex, {"-"}},
      {{}, Command::kSearch, {}},
  };
  for (const Case& one : cases) {
    if (one.words == Words{"--facets", "index"}) {
      CHECK(error_of(one.words) == "'index' has no option '--facets'");
      continue;
    }
    const Arguments arguments = Arguments::parse(one.words);
    CHECK(arguments.command() == one.command);
    CHECK(arguments.operands() == one.operands);
  }
}

TEST_CASE("option values are kept whole and in order") {
  const Arguments arguments =
      Arguments::parse({"--person", "Putin, Vladimir", "peace", "--person=Rustem Umerov", "-n5",
                        "-vd/tmp/x y", "--facets", "--without", "org=-x", "--exact"});
  CHECK(arguments.values("person") == Words{"Putin, Vladimir", "Rustem Umerov"});
  CHECK(arguments.number("limit", 10) == 5);
  CHECK(arguments.number("offset", 7) == 7);
  CHECK(arguments.value("index") == "/tmp/x y");
  CHECK(arguments.value("facets") == "person,place,org");
  CHECK(arguments.value("without") == "org=-x");
  CHECK(arguments.has("verbose"));
  CHECK(arguments.has("exact"));
  CHECK_FALSE(arguments.has("plain"));
  CHECK(arguments.operands() == Words{"peace"});
}

TEST_CASE("the last of several values counts") {
  const Arguments arguments = Arguments::parse({"x", "-n", "3", "--limit=4"});
  CHECK(arguments.number("limit", 10) == 4);
}

TEST_CASE("a wrong command line is named in one sentence") {
  struct Case {
    Words words;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{"x", "--facet"}, "unknown option '--facet'; did you mean '--facets'?"},
      {{"x", "--frobnicate"},
       "unknown option '--frobnicate'; a query that begins with '-' goes after '--'"},
      {{"x", "-ceasefire"},
       "unknown option '-ceasefire'; a query that begins with '-' goes after '--'"},
      {{"-abc def=x"}, "unknown option '-abc def=x'; a query that begins with '-' goes after '--'"},
      {{"-place:\"The Zarnik Valley\""},
       "unknown option '-place:\"The Zarnik Valley\"'; a query that begins with '-' goes after "
       "'--'"},
      {{"-qzdx"}, "unknown option '-qzdx'; a query that begins with '-' goes after '--'"},
      {{"-dz", "-vz"}, "unknown option '-vz'; a query that begins with '-' goes after '--'"},
      {{"-é"}, "unknown option '-é'; a query that begins with '-' goes after '--'"},
      {{"x", "--operands", "y"},
       "unknown option '--operands'; a query that begins with '-' goes after '--'"},
      {{"x", "--limit"}, "option '--limit' needs a value"},
      {{"x", "-n"}, "option '-n' needs a value"},
      {{"x", "--json=maybe"}, "'--json' takes no value"},
      {{"x", "--json=false"}, "'--json' takes no value"},
      {{"x", "--limit", "ten"}, "'--limit' takes a whole number, not 'ten'"},
      {{"x", "--limit", "-1"}, "'--limit' takes a whole number, not '-1'"},
      {{"x", "--limit="}, "'--limit' takes a whole number, not ''"},
      {{"x", "--limit", "1000000001"}, "'--limit' is at most 1000000000, not '1000000001'"},
      {{"x", "--limit", "4294967297"}, "'--limit' is at most 1000000000, not '4294967297'"},
      {{"x", "--limit", "99999999999999999999"},
       "'--limit' is at most 1000000000, not '99999999999999999999'"},
      {{"x", "--limit", "99999999999999999999x"},
       "'--limit' takes a whole number, not '99999999999999999999x'"},
      {{"index", "--facets"}, "'index' has no option '--facets'"},
      {{"search", "x", "--rebuild"}, "'search' has no option '--rebuild'"},
      {{"shard"}, "'shard' is not part of this version"},
      {{"shard", "--port", "80"}, "'shard' is not part of this version"},
      {{"-v", "shard"}, "'shard' is not part of this version"},
  };
  for (const Case& one : cases) {
    std::string message;
    try {
      static_cast<void>(Arguments::parse(one.words).number("limit", 1));
      message = "no error";
    } catch (const Error& error) {
      message = error.what();
    }
    CHECK(message == one.message);
  }
}

TEST_CASE("an argument of any length is read without recursion") {
  const std::string long_value(1'000'000, 'x');
  CHECK(Arguments::parse({"--person=" + long_value}).value("person") == long_value);
  CHECK(error_of({"-" + long_value}).starts_with("unknown option '-x"));
}

TEST_CASE("the table has no name or letter twice, and every command but help has a line") {
  std::set<std::string_view> names;
  std::set<char> letters;
  for (const OptionSpec& option : option_table()) {
    CHECK(names.insert(option.name).second);
    if (option.letter != 0) CHECK(letters.insert(option.letter).second);
    if (option.built) CHECK_FALSE(option.help.empty());
    CHECK(option.help.find('\n') == std::string_view::npos);
  }
  std::set<std::string_view> commands;
  for (const CommandSpec& command : command_table()) {
    CHECK(commands.insert(command.name).second);
    CHECK_FALSE(command.summary.empty());
    if (command.built) CHECK_FALSE(command.example.empty());
    CHECK(&spec_of(command.command) == &command);
  }
}

TEST_CASE("a batch line is an id, a tab and a query") {
  CHECK(parse_batch_line("7\tpeace talks")->id == "7");
  CHECK(parse_batch_line("7\tpeace talks\r")->query == "peace talks");
  CHECK(parse_batch_line("7\ta\tb")->query == "a\tb");
  for (const char* bad : {"", "7", "7 peace", "\tpeace", "7\t", "7\t  ", "7\t\r"}) {
    CHECK_FALSE(parse_batch_line(bad).has_value());
  }
}
