#include "indexer/folder_scan.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <map>

#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

struct Found {
  std::vector<std::string> files;
  std::map<std::string, std::string> ignored;
  std::vector<std::string> failed;
};

Found scan(const fs::path& root, const ExcludeList& exclude = {}, const fs::path& own = {}) {
  Found found;
  const auto relative = [&](const std::string& path) {
    return fs::path(path).lexically_relative(root).string();
  };
  ScanEvents events;
  events.file = [&](const FoundFile& file) { found.files.push_back(relative(file.path)); };
  events.ignored = [&](const std::string& path, const std::string& reason) {
    found.ignored[relative(path)] = reason;
  };
  events.failed = [&](const std::string& path, const std::string&) {
    found.failed.push_back(relative(path));
  };
  scan_folder(root, exclude, own, events);
  return found;
}

TEST_CASE("files are found in the order of their names, folders included") {
  const test::TempDir dir;
  for (const char* name : {"b.txt", "a/z.txt", "a/b/c.txt", "c.txt"}) dir.write(name, "x");
  CHECK(scan(dir.path()).files ==
        std::vector<std::string>{"a/b/c.txt", "a/z.txt", "b.txt", "c.txt"});
}

TEST_CASE("hidden, excluded and special entries are ignored with their reason") {
  const test::TempDir dir;
  dir.write("keep.txt", "x");
  dir.write(".git/config", "x");
  dir.write(".hidden.txt", "x");
  dir.write("old/a.txt", "x");
  dir.write("index/XAPIANDB", "x");
  dir.write("sub/.ksearchignore", "*.log\n");
  dir.write("sub/a.log", "x");
  dir.write("sub/a.txt", "x");
  REQUIRE(::mkfifo((dir.path() / "pipe").c_str(), 0600) == 0);
  fs::create_directory_symlink(dir.path(), dir.path() / "loop");
  const Found found = scan(dir.path(), ExcludeList({"old"}), dir.path() / "index");
  CHECK(found.files == std::vector<std::string>{"keep.txt", "sub/a.txt"});
  const std::map<std::string, std::string> expected = {{".git", "hidden"},
                                                       {".hidden.txt", "hidden"},
                                                       {"index", "the index itself"},
                                                       {"loop", "symbolic link"},
                                                       {"old", "excluded"},
                                                       {"pipe", "FIFO"},
                                                       {"sub/.ksearchignore", "hidden"},
                                                       {"sub/a.log", "excluded"}};
  CHECK(found.ignored == expected);
  CHECK(found.failed.empty());
}

TEST_CASE("a root that is a file is the only file") {
  const test::TempDir dir;
  const fs::path file = dir.write("one.txt", "x");
  CHECK(scan(file).files == std::vector<std::string>{"."});
}

TEST_CASE("a root that is gone is a failure") {
  const test::TempDir dir;
  CHECK(scan(dir.path() / "gone").failed.size() == 1);
}

}  // namespace
}  // namespace ksearch
