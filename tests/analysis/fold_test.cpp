#include "common/analysis/fold.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

#include "tests/analysis/generated_text.h"

using ksearch::fold;

TEST_CASE("spellings of a value fold to one key") {
  struct Example {
    std::string_view text;
    std::string_view key;
  };
  for (const Example& example : {
           Example{"", ""},
           Example{" \t ", ""},
           Example{"Reuters", "reuters"},
           Example{"Agence France-Presse", "agence france presse"},
           Example{"J. K.  Rowling", "jk rowling"},
           Example{"J.K. Rowling", "jk rowling"},
           Example{"JK Rowling", "jk rowling"},
           Example{"John F. Kennedy", "john f kennedy"},
           Example{"The U.S. Sun", "the us sun"},
           Example{"St. Petersburg Times", "st petersburg times"},
           Example{"bbc.co.uk", "bbc co uk"},
           Example{"O’Brien, Pat", "obrien pat"},
           Example{"O'Brien Pat", "obrien pat"},
           Example{"«Kommersant»", "kommersant"},
           Example{"AT&T", "at&t"},
           Example{"TÜRKİYE", "turkiye"},
           Example{"Tu\u0308rkiye", "turkiye"},
           Example{"Зеленський", "зеленський"},
           Example{"Алёна Ёлкина", "алена елкина"},
           Example{"مُحَمَّد", "مُحَمَّد"},
           Example{"a\xFF"
                   "b",
                   "a b"},
           Example{"a\u00ADb\u200Bc", "abc"},
       }) {
    CAPTURE(example.text);
    CHECK(fold(example.text) == example.key);
    CHECK(fold(example.key) == example.key);
  }
}

TEST_CASE("folding what is folded changes nothing") {
  using namespace std::string_view_literals;
  constexpr std::array kAlphabet = {"a"sv, "B"sv,      "é"sv,      "İ"sv,    "ß"sv, "й"sv,
                                    "1"sv, "٢"sv,      "."sv,      "'"sv,    "’"sv, "-"sv,
                                    "&"sv, "\u0301"sv, " "sv,      "\t"sv,   "«"sv, "我"sv,
                                    "½"sv, "ﷺ"sv,      "\u200B"sv, "\xFF"sv, "_"sv, "´"sv};
  ksearch::test::TextGenerator generator(kAlphabet, 6);
  for (int i = 0; i < 50'000; ++i) {
    const std::string_view text = generator.next(12);
    CAPTURE(text);
    const std::string key = fold(text);
    REQUIRE(fold(key) == key);
  }
}
