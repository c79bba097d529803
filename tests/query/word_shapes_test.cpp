#include "searcher/query/word_shapes.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksearch::query;

TEST_CASE("a pattern stands for words as its wildcards say") {
  struct Row {
    std::string_view word;
    std::string_view pattern;
    bool matches;
  };
  const Row rows[] = {
      {"test", "te*t", true},     {"tet", "te*t", true},         {"tests", "te*t", false},
      {"teat", "te?t", true},     {"tet", "te?t", false},        {"teatt", "te?t", false},
      {"мира", "ми?а", true},     {"миа", "ми?а", false},        {"banana", "ba*na", true},
      {"banana", "ba*n*a", true}, {"banana", "ba*x*a", false},   {"bañana", "ba?ana", true},
      {"woman", "wom?n*", true},  {"womankind", "wom?n*", true}, {"wom", "wom?n*", false},
      {"ab", "ab**", true},       {"aab", "a*ab", true},         {"aaab", "a*a?b", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CAPTURE(row.pattern);
    CHECK(matches_pattern(row.word, row.pattern) == row.matches);
  }
}

TEST_CASE("folding a pattern leaves its wildcards alone") {
  CHECK(folded_pattern("TÜRK?YE*") == "turk?ye*");
  CHECK(folded_pattern("Зел*ький") == "зел*ький");
}

TEST_CASE("only letters with wildcards among them are a pattern") {
  for (const char* pattern :
       {"te*t", "wom?n", "wom?n*", "*fire", "те*т", "te*t,", "a?b?c", "b2?3"}) {
    CHECK_MESSAGE(is_pattern(pattern), pattern);
  }
  for (const char* text :
       {"test", "test*", "test**", "test?", "?test", "5*3", "a/*b", "a.b*c", "*"}) {
    CHECK_MESSAGE(!is_pattern(text), text);
  }
}
