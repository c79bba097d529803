#include "indexer/readers/file_source.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "ksearch/error.h"
#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

std::string read_all(ByteSource& source, std::size_t step) {
  std::string bytes;
  while (source.read(bytes, step)) {
  }
  return bytes;
}

TEST_CASE("a file is read whole in steps of any size, what was peeked at included") {
  const test::TempDir dir;
  std::string content;
  for (int i = 0; i < 100'000; ++i) content += std::to_string(i) + '\n';
  const std::string path = dir.write("numbers.txt", content);
  for (const std::size_t step : {std::size_t{100}, std::size_t{4096}, std::size_t{1} << 30}) {
    FileSource source(path);
    CHECK(source.peek(10) == content.substr(0, 10));
    CHECK(read_all(source, step) == content);
    CHECK(source.hash() == content_hash(content));
  }
}

TEST_CASE("the hash is that of the whole file, read or not") {
  const test::TempDir dir;
  const std::string path = dir.write("a", std::string(1'000'000, 'a') + "b");
  FileSource source(path);
  std::string some;
  source.read(some, 10);
  CHECK(source.hash() == content_hash(std::string(1'000'000, 'a') + "b"));
  CHECK(source.hash() != content_hash(std::string(1'000'000, 'a') + "c"));
}

TEST_CASE("folders, FIFOs, devices and missing files are told apart and never opened") {
  const test::TempDir dir;
  const std::string fifo = dir.path() / "fifo";
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  CHECK(special_file_kind(fifo) == "FIFO");
  CHECK(special_file_kind("/dev/null") == "device");
  CHECK(special_file_kind(dir.path()) == "folder");
  CHECK_FALSE(special_file_kind(dir.write("file", "x")).has_value());
  CHECK_THROWS_WITH_AS(FileSource{fifo}, (fifo + ": not a regular file but a FIFO").c_str(), Error);
  const std::string missing = dir.path() / "missing";
  CHECK_THROWS_WITH_AS(FileSource{missing}, (missing + ": No such file or directory").c_str(),
                       Error);
}

TEST_CASE("a file that grows, is replaced or goes away while it is read has changed") {
  const test::TempDir dir;
  const std::string path = dir.write("a.txt", "one");
  SUBCASE("untouched") {
    const FileSource source(path);
    CHECK_FALSE(source.changed());
  }
  SUBCASE("grown") {
    const FileSource source(path);
    std::ofstream(path, std::ios::app) << "two";
    CHECK(source.changed());
  }
  SUBCASE("replaced by one of the same size") {
    const FileSource source(path);
    const std::string other = dir.write("b.txt", "two");
    std::filesystem::rename(other, path);
    CHECK(source.changed());
  }
  SUBCASE("removed") {
    const FileSource source(path);
    std::filesystem::remove(path);
    CHECK(source.changed());
  }
}

TEST_CASE("a file that is cut short while it is read ends there") {
  const test::TempDir dir;
  const std::string path = dir.write("a.txt", std::string(1'000'000, 'a'));
  FileSource source(path);
  std::string bytes;
  source.read(bytes, 1000);
  std::filesystem::resize_file(path, 500);
  CHECK_FALSE(source.read(bytes, 1000));
  CHECK(source.changed());
}

TEST_CASE("bytes in memory are read in steps") {
  MemorySource source("hello");
  CHECK(read_all(source, 2) == "hello");
}

}  // namespace
}  // namespace ksearch
