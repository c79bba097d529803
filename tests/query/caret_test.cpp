#include "searcher/query/caret.h"

#include <doctest/doctest.h>

#include <string>

using ksearch::Span;
using ksearch::query::caret_message;

TEST_CASE("carets stand under the bytes of the span") {
  struct Row {
    std::string_view query;
    Span span;
    std::string_view expected;
  };
  const Row rows[] = {
      {"nosuch:x talks", {0, 6}, "nosuch:x talks\n^^^^^^"},
      {"talks AND", {6, 9}, "talks AND\n      ^^^"},
      {"talks", {5, 5}, "talks\n     ^"},
      {"", {0, 0}, "\n^"},
      {"talks", {3, 99}, "talks\n   ^^"},
      {"Зеленський ex*", {21, 24}, "Зеленський ex*\n           ^^^"},
      {"停火 a*", {7, 9}, "停火 a*\n     ^^"},
      {"Tu\u0308rkiye a*", {10, 12}, "Tu\u0308rkiye a*\n        ^^"},
      {"a\tb\x01"
       "c d*",
       {6, 8},
       "a b␁c d*\n      ^^"},
      {"a\xff d*", {3, 5}, "a\ufffd d*\n   ^^"},
      {"\u202e"
       "abc d*",
       {7, 9},
       "\ufffdabc d*\n     ^^"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.query);
    CHECK(caret_message(row.query, row.span) == row.expected);
  }
}

TEST_CASE("a long query is cut around the span") {
  const std::string query = std::string(100, 'a') + " bad* " + std::string(100, 'b');
  CHECK(caret_message(query, {101, 105}) == "…" + std::string(23, 'a') + " bad* " +
                                                std::string(47, 'b') + "…\n" +
                                                std::string(25, ' ') + "^^^^");
  const std::string huge(1 << 20, '(');
  CHECK(caret_message(huge, {0, 1}) == std::string(76, '(') + "…\n^");
  CHECK(caret_message(huge, {huge.size(), huge.size()}) ==
        "…" + std::string(24, '(') + "\n" + std::string(25, ' ') + "^");
}
