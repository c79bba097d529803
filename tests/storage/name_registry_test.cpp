#include "common/storage/name_registry.h"

#include <doctest/doctest.h>

#include "ksearch/error.h"
#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

TEST_CASE("names keep their numbers over segments and are found by type and key") {
  const test::TempDir dir;
  write_name_segment(dir.path(), 1,
                     {{EntityType::kPlace, "turkiye", "Türkiye"},
                      {EntityType::kPerson, "vladimir putin", "Vladimir Putin"},
                      {EntityType::kOrg, "turkiye", "Türkiye"}});
  write_name_segment(dir.path(), 4, {{EntityType::kPerson, "hakan fidan", "Hakan Fidan"}});
  const NameRegistry names(dir.path(), {{1, 0, 3}, {4, 3, 1}});
  REQUIRE(names.size() == 4);
  CHECK(names.name(0).shown == "Türkiye");
  CHECK(names.name(1).key == "vladimir putin");
  CHECK(names.name(3).type == EntityType::kPerson);
  CHECK(names.find(EntityType::kPlace, "turkiye") == 0);
  CHECK(names.find(EntityType::kOrg, "turkiye") == 2);
  CHECK(names.find(EntityType::kPerson, "hakan fidan") == 3);
  CHECK_FALSE(names.find(EntityType::kPerson, "turkiye").has_value());
  CHECK_THROWS_AS(static_cast<void>(names.name(4)), Error);
}

TEST_CASE("segments that leave a gap are refused") {
  const test::TempDir dir;
  write_name_segment(dir.path(), 1, {{EntityType::kPlace, "kyiv", "Kyiv"}});
  CHECK_THROWS_AS((NameRegistry{dir.path(), {{1, 1, 1}}}), Error);
}

TEST_CASE("the entity table tells each name's entity and what it is shown as") {
  const test::TempDir dir;
  write_entity_table(dir.path(), 2,
                     {{0, EntityType::kPlace, 0, 0, 0}, {0, EntityType::kPlace, 0, 2, 0}},
                     {{0, "Türkiye"}});
  const EntityTable table(dir.path(), 2);
  REQUIRE(table.size() == 2);
  CHECK(table.entry(1).entity == 0);
  CHECK(table.entry(1).rule == 2);
  CHECK(table.shown_name(0) == "Türkiye");
  CHECK(table.shown_name(1).empty());
  CHECK_THROWS_AS(static_cast<void>(table.entry(2)), Error);
}

}  // namespace
}  // namespace ksearch
