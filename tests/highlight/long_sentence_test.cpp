#include "searcher/highlight/long_sentence.h"

#include <doctest/doctest.h>

#include <string>

#include "common/analysis/code_points.h"

using namespace ksearch;
using namespace ksearch::highlight;

namespace {

struct Fixture {
  SentenceSplitter splitter;
  Analyzer analyzer;
  TokenList tokens;

  LongSentence sentence(std::string_view text) {
    return {text, {0, text.size()}, CutTools{splitter, analyzer, tokens}};
  }
  /// The part of a text around one of its words; "nothing" where there is none.
  std::string part(std::string_view text, std::string_view core, std::size_t max_chars) {
    const std::size_t begin = text.find(core);
    return part(text, {begin, begin + core.size()}, {0, text.size()}, max_chars);
  }
  std::string part(std::string_view text, Span core, Span room, std::size_t max_chars) {
    const auto found = sentence(text).part_around(core, room, max_chars);
    if (!found) return "nothing";
    CHECK(room.contains(*found));
    const std::string_view shown = text.substr(found->begin, found->size());
    CHECK(code_point_count(shown) <= max_chars);
    return std::string(shown);
  }
};

}  // namespace

TEST_CASE("a part fits by its code points, not by its bytes") {
  CHECK(fits("abcd", {0, 4}, 4));
  CHECK_FALSE(fits("abcde", {0, 5}, 4));
  CHECK(fits("äöüß", {0, 8}, 4));
  CHECK_FALSE(fits("äöüß", {0, 8}, 3));
  CHECK(fits("", {0, 0}, 0));
}

TEST_CASE_FIXTURE(Fixture, "a part begins where the sentence does when the core is near enough") {
  CHECK(part("One two three four five", "two", 14) == "One two three");
  CHECK(part("One two three four five", "five", 14) == "four five");
  CHECK(part("One two three four five", "four", 10) == "four five");
}

TEST_CASE_FIXTURE(Fixture, "in the middle of a sentence there is more text after than before") {
  CHECK(part("aa bb cc dd ee ff core gg hh ii jj kk ll", "core", 20) == "ff core gg hh ii jj");
}

TEST_CASE_FIXTURE(Fixture, "a part stays in its room") {
  const std::string text = "One two three four five six";
  CHECK(part(text, {8, 13}, {4, 18}, 20) == "two three four");
  CHECK(part(text, {8, 13}, {7, 14}, 20) == "three");
  CHECK(part("One   two", {3, 3}, {3, 6}, 20) == "nothing");
}

TEST_CASE_FIXTURE(Fixture, "a word that does not fit is cut between grapheme clusters") {
  CHECK(part("abcdefghij", "abcdefghij", 4) == "abcd");
  CHECK(part("xe\u0301e\u0301e\u0301", "xe\u0301e\u0301e\u0301", 4) == "xe\u0301");
}

TEST_CASE_FIXTURE(Fixture, "a match grows to the words it begins and ends in") {
  const std::string text = "The cease-fire talks";
  const LongSentence long_sentence = sentence(text);
  CHECK(long_sentence.within_words({4, 9}) == Span{4, 14});
  CHECK(long_sentence.within_words({10, 14}) == Span{4, 14});
  CHECK(long_sentence.within_words({5, 17}) == Span{4, 20});
  CHECK(long_sentence.within_words({15, 20}) == Span{15, 20});
}
