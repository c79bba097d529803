#include "searcher/newest_commit.h"

#include <doctest/doctest.h>

#include "common/storage/index_directory.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

TEST_CASE("what a writer overtakes is done again, a few times at most") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 3);
  Generation generation{IndexDirectory(dir.path() / "index")};
  int attempts = 0;
  const auto overtaken = [&](int times) {
    attempts = 0;
    return on_newest_commit(generation, [&] {
      if (++attempts <= times) throw Xapian::DatabaseModifiedError("overtaken");
      return generation.database().get_doccount();
    });
  };
  CHECK(overtaken(0) == 3);
  CHECK(attempts == 1);
  CHECK(overtaken(3) == 3);
  CHECK(attempts == 4);
  CHECK_THROWS_AS(static_cast<void>(overtaken(4)), Xapian::DatabaseModifiedError);
  CHECK(attempts == 4);
}

TEST_CASE("what is done sees the newest commit") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 3);
  Generation generation{IndexDirectory(dir.path() / "index")};
  const auto count = [&] {
    return on_newest_commit(generation, [&] { return generation.database().get_doccount(); });
  };
  CHECK(count() == 3);
  test::put_documents(dir.path() / "index", 3, 2);
  CHECK(count() == 5);
}

}  // namespace
}  // namespace ksearch
