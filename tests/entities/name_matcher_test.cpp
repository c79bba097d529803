#include "common/entities/name_matcher.h"

#include <doctest/doctest.h>

#include "common/entities/names.h"

namespace ksearch {
namespace {

TEST_CASE("a spelling that no document has means the names it would be joined with") {
  struct Row {
    EntityType type;
    const char* spelling;
    const char* name;
    bool expected;
  };
  const Row rows[] = {
      {EntityType::kPlace, "Turkey", "Türkiye", true},
      {EntityType::kPlace, "Киев", "Kyiv", true},
      {EntityType::kPlace, "Киеве", "Kyiv", true},
      {EntityType::kPlace, "Чорноморка", "Chornomorka", true},
      {EntityType::kPlace, "Halle", "Hale", false},
      {EntityType::kPlace, "Niger", "Nigeria", false},
      {EntityType::kPlace, "The Weir Pool", "Weir Pool", true},
      {EntityType::kPlace, "The Weir Pool", "Weir", false},
      {EntityType::kPlace, "The United States", "U.S.", true},
      {EntityType::kPlace, "The Vatican", "Vatican", true},
      {EntityType::kPlace, "the Donbass", "Donbas", true},
      {EntityType::kPlace, "The Hartford", "Hartford", false},
      {EntityType::kPlace, "The Emirates", "Emirates", false},
      {EntityType::kMisc, "The Weir Pool", "Weir Pool", false},
      {EntityType::kOrg, "U.N.", "United Nations", true},
      {EntityType::kOrg, "Acme Ltd", "Acme", true},
      {EntityType::kOrg, "Defense Ministry Centre", "Defence Ministry Center", true},
      {EntityType::kPlace, "Grand Centre", "Grand Center", false},
      {EntityType::kPerson, "Зеленський", "Volodymyr Zelensky", true},
      {EntityType::kPerson, "Zelenskiy", "Volodymyr Zelensky", true},
      {EntityType::kPerson, "Vladimir Zelensky", "Volodymyr Zelenskyy", true},
      {EntityType::kPerson, "V. Putin", "Vladimir Putin", true},
      {EntityType::kPerson, "Vladimir Putin", "Putin", false},
      {EntityType::kPerson, "Tayyip Erdogan", "Recep Tayyip Erdoğan", true},
      {EntityType::kPerson, "Jeb Bush", "George Bush", false},
      {EntityType::kPerson, "Haley", "Edmond Halley", false},
      {EntityType::kPerson, "", "Putin", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.spelling);
    CAPTURE(row.name);
    CHECK(NameMatcher(row.type, row.spelling).matches(normalize_name(row.type, row.name)) ==
          row.expected);
  }
}

}  // namespace
}  // namespace ksearch
