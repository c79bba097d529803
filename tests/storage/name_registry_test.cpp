#include "common/storage/name_registry.h"

#include <doctest/doctest.h>

#include "common/storage/byte_codec.h"
#include "common/storage/file_io.h"
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

/// So many that their rows need no padding, which nobody reads.
constexpr std::uint32_t kManyNames = 198;

std::vector<NameToWrite> many_names() {
  std::vector<NameToWrite> names;
  for (std::uint32_t i = 0; i < kManyNames; ++i) {
    const std::string number = std::to_string(i);
    names.push_back({EntityType::kPerson, "name " + number, "Name " + number});
  }
  return names;
}

/// Whether opening a registry of many_names() or reading the names [0, end) of it fails; each name
/// it gives is right.
bool is_refused(const std::filesystem::path& dir, std::uint32_t end) {
  try {
    const NameRegistry names(dir, {{1, 0, kManyNames}});
    for (std::uint32_t i = 0; i < end; ++i) {
      const std::string number = std::to_string(i);
      const NameView name = names.name(i);
      CHECK(name.type == EntityType::kPerson);
      CHECK(name.key == "name " + number);
      CHECK(name.shown == "Name " + number);
      const auto found = names.find(EntityType::kPerson, name.key);
      CHECK(found == i);
    }
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kIndexCorrupt);
    return true;
  }
  return false;
}

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
  FileWriter writer(path);
  writer.append(bytes);
  writer.finish(false);
}

TEST_CASE("a damaged byte of the registry is an error and never a wrong name") {
  const test::TempDir dir;
  write_name_segment(dir.path(), 1, many_names());
  for (const char* file : {"names-000001.rows", "names-000001.order"}) {
    const std::string whole = read_file(dir.path() / file);
    for (std::size_t at = 32; at < whole.size(); at += 7) {
      CAPTURE(file);
      CAPTURE(at);
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 4);
      write_bytes(dir.path() / file, damaged);
      CHECK(is_refused(dir.path(), kManyNames));
    }
    write_bytes(dir.path() / file, whole);
  }
  CHECK_FALSE(is_refused(dir.path(), kManyNames));
}

TEST_CASE("names are compared with their checksum when they are asked for") {
  const test::TempDir dir;
  write_name_segment(dir.path(), 1, many_names());
  const std::filesystem::path rows = dir.path() / "names-000001.rows";
  std::string bytes = read_file(rows);
  bytes.at(bytes.find("Name 130")) = 'L';
  write_bytes(rows, bytes);
  const NameRegistry names(dir.path(), {{1, 0, kManyNames}});
  CHECK(names.name(127).shown == "Name 127");
  CHECK_THROWS_AS(static_cast<void>(names.name(128)), Error);
  CHECK_THROWS_AS(static_cast<void>(names.name(130)), Error);
  CHECK(names.name(197).shown == "Name 197");
}

/// Writes the order of the names without its last rows, as earlier versions did.
void shorten_order(const std::filesystem::path& dir, std::size_t rows) {
  const std::filesystem::path order = dir / "names-000001.order";
  const RowColumn whole(order);
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < rows; ++i) kept.emplace_back(whole.row(i));
  RowColumnWriter column(order);
  for (const std::string& row : kept) column.append(row);
  column.finish(false);
}

TEST_CASE("the names of an earlier version, without checksums of groups, are compared at once") {
  const test::TempDir dir;
  write_name_segment(dir.path(), 1, many_names());
  shorten_order(dir.path(), 1);
  CHECK_FALSE(is_refused(dir.path(), kManyNames));
  const std::filesystem::path rows = dir.path() / "names-000001.rows";
  std::string bytes = read_file(rows);
  bytes.at(bytes.find("Name 130")) = 'L';
  write_bytes(rows, bytes);
  CHECK(is_refused(dir.path(), 0));
}

TEST_CASE("the order of an earlier version, without checksums of blocks, is compared at once") {
  const test::TempDir dir;
  write_name_segment(dir.path(), 1, many_names());
  shorten_order(dir.path(), 2);
  CHECK_FALSE(is_refused(dir.path(), kManyNames));
  const std::filesystem::path order = dir.path() / "names-000001.order";
  std::string bytes = read_file(order);
  bytes.at(40) ^= 1;
  write_bytes(order, bytes);
  CHECK(is_refused(dir.path(), 0));
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

TEST_CASE("the entity table lists the names of each entity, as a pass over all entries does") {
  const test::TempDir dir;
  // 1 and 4 are 1's, 3 is alone, 0 and 5 belong to 2, and 2 itself to 6, which keeps its own.
  const std::vector<std::uint32_t> entities = {2, 1, 6, 3, 1, 2, 6};
  std::vector<EntityEntry> entries;
  for (const std::uint32_t entity : entities) {
    entries.push_back({entity, EntityType::kPerson, 0, 0, 0});
  }
  write_entity_table(dir.path(), 1, entries, {{3, "odd"}});
  const EntityTable table(dir.path(), 1);
  for (std::uint32_t entity = 0; entity < entities.size() + 2; ++entity) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t name = 0; name < entities.size(); ++name) {
      if (entities[name] == entity) expected.push_back(name);
    }
    CAPTURE(entity);
    CHECK(table.names_of(entity) == expected);
  }
  CHECK(table.shown_name(3) == "odd");
}

TEST_CASE("a damaged byte of an entity table is an error and never a wrong entity") {
  const test::TempDir dir;
  std::vector<EntityEntry> entries;
  for (std::uint32_t i = 0; i < 300; ++i) {
    entries.push_back({i / 3 * 3, EntityType::kPerson, 0, 0, 0});
  }
  // As many letters as make padding, which nobody reads, needless.
  write_entity_table(dir.path(), 1, entries, {{3, "odd 01"}});
  const std::filesystem::path path = dir.path() / "entities-000001.rows";
  const std::string whole = read_file(path);
  for (std::size_t at = 32; at < whole.size(); at += 7) {
    CAPTURE(at);
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    write_bytes(path, damaged);
    const auto read_everything = [&] {
      const EntityTable table(dir.path(), 1);
      for (std::uint32_t i = 0; i < 300; ++i) {
        const EntityEntry entry = table.entry(i);
        CHECK(entry.entity == i / 3 * 3);
        const std::vector<std::uint32_t> names = table.names_of(i);
        CHECK(names.size() == (i % 3 == 0 ? 3 : 0));
        CHECK(table.shown_name(i) == (i == 3 ? "odd 01" : ""));
      }
    };
    CHECK_THROWS_AS(read_everything(), Error);
  }
}

TEST_CASE("an entity table of an earlier version gives the same") {
  const test::TempDir dir;
  const EntityEntry entries[] = {{1, EntityType::kPlace, 0, 0, 0},
                                 {1, EntityType::kPlace, 0, 0, 0}};
  const std::uint32_t names[] = {0, 1};
  for (const bool has_names : {false, true}) {
    CAPTURE(has_names);
    RowColumnWriter column(dir.path() / "entities-000001.rows");
    column.append({reinterpret_cast<const char*>(entries), sizeof entries});
    if (has_names) column.append({reinterpret_cast<const char*>(names), sizeof names});
    std::string shown;
    ByteEncoder out(shown);
    out.number(1);
    out.string("Kyiv");
    column.append(shown);
    column.finish(false);
    const EntityTable table(dir.path(), 1);
    CHECK(table.names_of(1) == std::vector<std::uint32_t>{0, 1});
    CHECK(table.names_of(0).empty());
    CHECK(table.shown_name(1) == "Kyiv");
  }
}

}  // namespace
}  // namespace ksearch
