#include "indexer/exclude.h"

#include <doctest/doctest.h>

namespace ksearch {
namespace {

TEST_CASE("patterns without a slash match names, others whole paths") {
  struct Case {
    const char* pattern;
    const char* path;
    bool expected;
  };
  for (const Case& c :
       {Case{"*.bak", "a.bak", true}, Case{"*.bak", "deep/down/a.bak", true},
        Case{"*.bak", "a.bak/b.txt", false}, Case{"drafts", "2024/drafts", true},
        Case{"drafts/", "2024/drafts", true}, Case{"2024/*.txt", "2024/a.txt", true},
        Case{"2024/*.txt", "2024/x/a.txt", false}, Case{"/2024/a.txt", "2024/a.txt", true},
        Case{"", "a", false}}) {
    CAPTURE(c.pattern);
    CAPTURE(c.path);
    CHECK(ExcludeList({c.pattern}).matches(c.path) == c.expected);
  }
}

TEST_CASE("blank lines and comments of an ignore file say nothing") {
  ExcludeList list;
  list.add_lines("# notes\n\n*.tmp\r\nold/  \nlast");
  CHECK(list.matches("a.tmp"));
  CHECK(list.matches("x/old"));
  CHECK(list.matches("last"));
  CHECK_FALSE(list.matches("# notes"));
}

}  // namespace
}  // namespace ksearch
