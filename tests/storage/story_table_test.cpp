#include "common/storage/story_table.h"

#include <doctest/doctest.h>

#include <fstream>

#include "ksearch/error.h"
#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

TEST_CASE("a story is known by each of its documents, and knows them all") {
  const test::TempDir dir;
  write_story_table(dir.path(), 7, {0, 1, 0, 3, 1, 3, 0, 1});
  const StoryTable stories(dir.path(), 7);
  CHECK(stories.story_of(7) == 1);
  CHECK(stories.story_of(2) == 2);
  CHECK(stories.story_of(100) == 100);
  CHECK(stories.has_copies(1));
  CHECK_FALSE(stories.has_copies(6));
  CHECK_FALSE(stories.has_copies(100));
  const auto as_vector = [](std::span<const std::uint32_t> numbers) {
    return std::vector<std::uint32_t>(numbers.begin(), numbers.end());
  };
  CHECK(as_vector(stories.documents_of(1)) == std::vector<std::uint32_t>{1, 4, 7});
  CHECK(as_vector(stories.documents_of(3)) == std::vector<std::uint32_t>{3, 5});
  CHECK(stories.documents_of(2).empty());
  CHECK(as_vector(stories.documents_with_copies()) == std::vector<std::uint32_t>{1, 4, 7, 3, 5});
}

TEST_CASE("a table that was changed is refused") {
  const test::TempDir dir;
  write_story_table(dir.path(), 1, {0, 1, 1});
  {
    std::fstream file(dir.path() / "stories-000001.rows", std::ios::in | std::ios::out);
    file.seekp(36);
    file.put('\x05');
  }
  CHECK_THROWS_AS(StoryTable(dir.path(), 1), Error);
}

}  // namespace
}  // namespace ksearch
