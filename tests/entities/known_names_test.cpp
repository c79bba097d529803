#include "common/entities/known_names.h"

#include <doctest/doctest.h>

#include <string>

#include "common/entities/names.h"

namespace ksearch {
namespace {

std::optional<KnownName> find(const char* name) {
  return find_known_name(normalize_name(EntityType::kMisc, name));
}

TEST_CASE("places are known in many languages and scripts") {
  struct Row {
    const char* name;
    const char* place;
  };
  const Row rows[] = {
      {"Turkey", "Türkiye"},      {"Türkiye", "Türkiye"},    {"Türkei", "Türkiye"},
      {"Турция", "Türkiye"},      {"U.S.", "United States"}, {"USA", "United States"},
      {"Kiev", "Kyiv"},           {"Киев", "Kyiv"},          {"Київ", "Kyiv"},
      {"Odessa", "Odesa"},        {"Istanbul", "Istanbul"},  {"Стамбул", "Istanbul"},
      {"Москва", "Moscow"},       {"Moskau", "Moscow"},      {"Moscou", "Moscow"},
      {"Αθήνα", "Athens"},        {"Genf", "Geneva"},        {"New York", "New York"},
      {"Black Sea", "Black Sea"}, {"Kremlin", "Kremlin"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto known = find(row.name);
    REQUIRE(known);
    CHECK(known->place == row.place);
    CHECK(known->is(kKnownPlace));
  }
}

TEST_CASE("organisations are known by acronym and by full name") {
  CHECK(find("UN")->organisation == "United Nations");
  CHECK(find("ООН")->organisation == "United Nations");
  CHECK(find("I.A.E.A.")->organisation == "International Atomic Energy Agency");
  CHECK(find("North Atlantic Treaty Organization")->organisation == "NATO");
}

TEST_CASE("name words carry their class") {
  CHECK(find("president")->is(kKnownTitle));
  CHECK(find("Ministry")->is(kKnownOrganisationWord));
  CHECK(find("Monday")->is(kKnownDateWord));
  CHECK(find("Russian")->is(kKnownDemonym));
  CHECK(find("Владимир")->is(kKnownGivenName));
  CHECK(find("reading")->is(kKnownCommonWord));
}

TEST_CASE("an unknown name is not found") { CHECK_FALSE(find("Qwertzuiop Asdfgh").has_value()); }

TEST_CASE("a hash grows by words and ignores spaces") {
  NameHash words("new");
  words.add("york");
  CHECK(words.value() == NameHash("new york").value());
  CHECK(words.value() != NameHash("new jork").value());
}

}  // namespace
}  // namespace ksearch
