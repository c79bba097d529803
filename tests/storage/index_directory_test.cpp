#include "common/storage/index_directory.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <optional>
#include <thread>

#include "ksearch/error.h"
#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

ErrorCode code_of(const auto& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  FAIL("no error was thrown");
  return ErrorCode::kInternal;
}

void make_generation(const IndexDirectory& directory, std::uint32_t number) {
  fs::create_directories(directory.generation(number));
  FileWriter(directory.generation(number) / "readers").finish(false);
}

TEST_CASE("a new directory is private and has no generation") {
  const test::TempDir dir;
  const IndexDirectory directory(dir.path() / "a" / "index");
  CHECK(code_of([&] { static_cast<void>(directory.require_current()); }) ==
        ErrorCode::kIndexMissing);
  directory.create();
  struct stat status {};
  REQUIRE(::stat(directory.path().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0700);
  CHECK_FALSE(directory.current().has_value());
}

TEST_CASE("a folder with other files in it is not taken for an index") {
  const test::TempDir dir;
  dir.write("holiday.jpg", "x");
  const IndexDirectory directory(dir.path());
  CHECK(code_of([&] { directory.create(); }) == ErrorCode::kIndexForeign);
  CHECK(code_of([&] { static_cast<void>(directory.require_current()); }) ==
        ErrorCode::kIndexForeign);
  CHECK(fs::exists(dir.path() / "holiday.jpg"));
}

TEST_CASE("a stub of somebody else is not followed") {
  const test::TempDir dir;
  dir.write("XAPIANDB", "auto /etc\n");
  CHECK(code_of([&] { static_cast<void>(IndexDirectory(dir.path()).current()); }) ==
        ErrorCode::kIndexForeign);
}

TEST_CASE("generations that nobody reads go, others stay") {
  const test::TempDir dir;
  const IndexDirectory directory(dir.path());
  for (const std::uint32_t number : {1U, 2U, 3U}) make_generation(directory, number);
  directory.publish(3);
  CHECK(directory.current() == 3);
  std::optional<GenerationLock> reader(directory.generation(1));
  directory.remove_unused_generations();
  CHECK(fs::exists(directory.generation(1)));
  CHECK_FALSE(fs::exists(directory.generation(2)));
  CHECK(fs::exists(directory.generation(3)));
  reader.reset();
  directory.remove_unused_generations();
  CHECK_FALSE(fs::exists(directory.generation(1)));
}

TEST_CASE("a second writer is told who holds the lock, and gets it when it is free") {
  const test::TempDir dir;
  const IndexDirectory directory(dir.path());
  std::optional<WriterLock> first(std::in_place, directory, std::chrono::milliseconds(0), nullptr);
  std::string note;
  try {
    const WriterLock second(directory, std::chrono::milliseconds(150),
                            [&](const std::string& text) { note = text; });
    FAIL("two writers");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kIndexLocked);
    CHECK(std::string(error.what())
              .ends_with("is being written by process " + std::to_string(::getpid())));
  }
  CHECK(note.starts_with("waiting for process "));
  first.reset();
  CHECK_NOTHROW(WriterLock(directory, std::chrono::milliseconds(0), nullptr));
}

}  // namespace
}  // namespace ksearch
