#include "indexer/entities/resolver.h"

#include <doctest/doctest.h>

#include <string>

namespace ksearch {
namespace {

Mention mention(EntityType type, const char* name) { return {{0, 1}, type, name}; }

std::string resolved(std::vector<Mention> mentions) {
  resolve_names(mentions);
  std::string out;
  for (const Mention& m : mentions) out += (out.empty() ? "" : "; ") + m.name;
  return out;
}

Mention person(const char* name) { return mention(EntityType::kPerson, name); }
Mention org(const char* name) { return mention(EntityType::kOrg, name); }

TEST_CASE("a surname alone stands for the full name of the document") {
  CHECK(resolved({person("Putin"), person("Vladimir Putin"), person("Putin")}) ==
        "Vladimir Putin; Vladimir Putin; Vladimir Putin");
}

TEST_CASE("another romanisation of the surname resolves too") {
  CHECK(resolved({person("Volodymyr Zelenskyy"), person("Zelensky")}) ==
        "Volodymyr Zelenskyy; Volodymyr Zelenskyy");
}

TEST_CASE("a surname that two people share keeps its own name") {
  CHECK(resolved({person("George Bush"), person("Jeb Bush"), person("Bush")}) ==
        "George Bush; Jeb Bush; Bush");
}

TEST_CASE("initials and given names stand for the full name") {
  CHECK(resolved({person("V. Putin"), person("Vladimir Putin")}) ==
        "Vladimir Putin; Vladimir Putin");
  CHECK(resolved({person("Volodymyr Zelensky"), person("Volodymyr")}) ==
        "Volodymyr Zelensky; Volodymyr Zelensky");
}

TEST_CASE("a Chinese name has its surname first") {
  CHECK(resolved({person("Xi Jinping"), person("Xi")}) == "Xi Jinping; Xi Jinping");
}

TEST_CASE("oblique cases of a Russian name stand for its nominative") {
  CHECK(resolved({person("Владимира Путина"), person("Владимир Путин"), person("Путину")}) ==
        "Владимир Путин; Владимир Путин; Владимир Путин");
}

TEST_CASE("an acronym and a first word stand for the organisation's full name") {
  CHECK(resolved({org("National Defence Agency"), org("NDA")}) ==
        "National Defence Agency; National Defence Agency");
  CHECK(resolved({org("Whitfield Bank"), org("Whitfield")}) == "Whitfield Bank; Whitfield Bank");
}

TEST_CASE("an acronym that two organisations share keeps its own name") {
  CHECK(resolved({org("National Defence Agency"), org("New Development Association"),
                  org("NDA")}) == "National Defence Agency; New Development Association; NDA");
}

TEST_CASE("capitals take the spelling used elsewhere in the document") {
  CHECK(resolved({mention(EntityType::kPlace, "ISTANBUL"),
                  mention(EntityType::kPlace, "Istanbul")}) == "Istanbul; Istanbul");
}

TEST_CASE("types do not mix") {
  CHECK(resolved({person("Paris Hilton"), mention(EntityType::kPlace, "Hilton")}) ==
        "Paris Hilton; Hilton");
}

}  // namespace
}  // namespace ksearch
