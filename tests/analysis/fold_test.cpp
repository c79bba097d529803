#include "common/analysis/fold.h"

#include <doctest/doctest.h>

#include <string_view>

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
