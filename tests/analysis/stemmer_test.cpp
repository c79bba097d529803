#include "common/analysis/stemmer.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/word_folding.h"
#include "tests/analysis/generated_text.h"

using namespace std::string_view_literals;

TEST_CASE("a remembered stem is the stem") {
  constexpr std::array kSyllables = {"ta"sv, "lk"sv,   "s"sv, "ing"sv, "é"sv,  "tion"sv,
                                     "ü"sv,  "ы"sv,    "х"sv, "ов"sv,  "ми"sv, "ed"sv,
                                     "1"sv,  "ness"sv, "e"sv, "ı"sv};
  for (const auto& [code, name] : {std::pair{"en", "english"}, std::pair{"fr", "french"},
                                   std::pair{"ru", "russian"}, std::pair{"tr", "turkish"}}) {
    ksearch::StemCache stems;
    const Xapian::Stem snowball(name);
    ksearch::test::TextGenerator words(kSyllables, 7);
    std::vector<std::pair<std::string_view, std::string>> given;
    for (int i = 0; i < 20'000; ++i) {
      const std::string word(words.next(5));
      std::string expected;
      ksearch::append_stripped(snowball(word), expected);
      const std::string_view stem = stems.stem(word, code);
      REQUIRE(stem == expected);
      given.emplace_back(stem, expected);
    }
    for (const auto& [stem, expected] : given) REQUIRE(stem == expected);
  }
}

TEST_CASE("languages do not share stems") {
  ksearch::StemCache stems;
  CHECK(stems.stem("general", "en") == "general");
  CHECK(stems.stem("generals", "en") == "general");
  CHECK(stems.stem("generals", "uk") == "generals");
  CHECK(stems.stem("élection", "") == "election");
  CHECK(stems.stem("", "en").empty());
}
