#include "common/entities/corrections.h"

#include <doctest/doctest.h>

#include "ksearch/error.h"

namespace ksearch {
namespace {

TEST_CASE("every kind of correction is read") {
  const Corrections corrections = parse_corrections(
      "\xef\xbb\xbf# people\r\n"
      "merge person \"Joe Biden\" \"Joseph R. Biden\"\r\n"
      "\n"
      "split person \"George W. Bush\"   # the younger\n"
      "hide org \"Read More\"\n"
      "retype person Kremlin location\n"
      "rename place Turkey \"Türkiye\"\n"
      "alias person \"The \\\"Chef\\\"\" \"Yevgeny Prigozhin\"");
  using Action = Correction::Action;
  const std::vector<Correction> expected = {
      {Action::kMerge, EntityType::kPerson, "Joe Biden", "Joseph R. Biden"},
      {Action::kSplit, EntityType::kPerson, "George W. Bush", ""},
      {Action::kHide, EntityType::kOrg, "Read More", ""},
      {Action::kRetype, EntityType::kPerson, "Kremlin", "", EntityType::kPlace},
      {Action::kRename, EntityType::kPlace, "Turkey", "Türkiye"},
      {Action::kAlias, EntityType::kPerson, "The \"Chef\"", "Yevgeny Prigozhin"},
  };
  CHECK(corrections.list == expected);
  CHECK(parse_corrections(to_string(corrections)).list == expected);
}

TEST_CASE("names lose the white space at their ends") {
  const Corrections corrections = parse_corrections("rename place \" The Hague\" \"Den  Haag \t\"");
  CHECK(to_string(corrections) == "rename place \"The Hague\" \"Den  Haag\"\n");
}

TEST_CASE("a bad line is reported with its number and reason") {
  const char* rows[][2] = {
      {"mrge person A B",
       "corrections, line 1: 'mrge' is no correction; known are merge, split, hide, retype, "
       "rename, "
       "alias"},
      {"hide org A\nmerge person A", "corrections, line 2: expected: merge TYPE NAME NAME"},
      {"hide thing A",
       "corrections, line 1: 'thing' is no type; known are person, place, org, misc"},
      {"hide org \"A", "corrections, line 1: a quote is not closed"},
      {"hide org \"...\"", "corrections, line 1: a name without letters or digits"},
      {"retype org A town",
       "corrections, line 1: 'town' is no type; known are person, place, org, misc"},
  };
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CHECK_THROWS_WITH_AS(parse_corrections(row[0]), row[1], Error);
  }
}

TEST_CASE("an empty file has no corrections") {
  CHECK(parse_corrections("").list.empty());
  CHECK(parse_corrections("# nothing\n\n   \n").list.empty());
}

}  // namespace
}  // namespace ksearch
