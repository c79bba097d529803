#include "common/entities/user_names.h"

#include <doctest/doctest.h>

#include "common/entities/entity_table.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

TEST_CASE("a file of known names is read, comments and blank lines aside") {
  const UserNames names = parse_user_names(
      "\xef\xbb\xbf# club officials\r\n"
      "person\tHalyna Bondar\tГалина Бондарь\tH. Bondar\r\n"
      "\n"
      "organisation\tMarmara Enerji\t\n"
      "location\t Zarichne \t\t Зарічне ");
  const std::vector<UserName> expected = {
      {EntityType::kPerson, "Halyna Bondar", {"Галина Бондарь", "H. Bondar"}},
      {EntityType::kOrg, "Marmara Enerji", {}},
      {EntityType::kPlace, "Zarichne", {"Зарічне"}},
  };
  CHECK(names.list == expected);
  CHECK(parse_user_names(to_string(names)).list == expected);
  CHECK(parse_user_names("").list.empty());
}

TEST_CASE("a bad line of known names is reported with its number and reason") {
  const char* rows[][2] = {
      {"person", "names, line 1: expected: TYPE, a tab, NAME, and ALIASES after further tabs"},
      {"# x\nperson Ada Brook",
       "names, line 2: expected: TYPE, a tab, NAME, and ALIASES after further tabs"},
      {"thing\tA", "names, line 1: 'thing' is no type; known are person, place, org"},
      {"misc\tA", "names, line 1: 'misc' is no type; known are person, place, org"},
      {"org\t...", "names, line 1: a name without letters or digits"},
      {"org\tA\t-", "names, line 1: a name without letters or digits"},
      {"org\t\xff", "names, line 1: not UTF-8"},
      {"org\tthe one two three four five six seven eight nine ten of us",
       "names, line 1: a name has at most 10 words"},
      {"person\tAda Brook\tBrook\n\nperson\tColin Brook\tBROOK",
       "names, line 3: 'BROOK' stands for 'Ada Brook' already"},
  };
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CHECK_THROWS_WITH_AS(parse_user_names(row[0]), row[1], Error);
  }
}

TEST_CASE("aliases are the entity of their known name, which is shown") {
  const UserNames known =
      parse_user_names("person\tHalyna Bondar\tThe Goalkeeper\norg\tMarmara Enerji\tKremlin\n");
  const std::vector<NameRecord> names = {{EntityType::kPerson, "The Goalkeeper", 5, 5},
                                         {EntityType::kPerson, "Bondar", 2, 2},
                                         {EntityType::kPerson, "Halyna Bondar", 1, 1},
                                         {EntityType::kOrg, "Kremlin", 3, 3},
                                         {EntityType::kPerson, "Ada Brook", 1, 1}};
  const std::vector<NameEntity> entities = derive_entities(names, {}, known).names;
  CHECK(entities[0] == NameEntity{2, EntityType::kPerson, false, Rule::kKnownName, ""});
  CHECK(entities[1] == NameEntity{2, EntityType::kPerson, false, Rule::kSurnameOfOneEntity, ""});
  CHECK(entities[2] == NameEntity{2, EntityType::kPerson, false, Rule::kOwnName, ""});
  CHECK(entities[3] == NameEntity{3, EntityType::kOrg, false, Rule::kOwnName, "Marmara Enerji"});
  CHECK(entities[4].entity == 4);
  CHECK(derive_entities(names, {}).names[0].entity == 0);
}

}  // namespace
}  // namespace ksearch
