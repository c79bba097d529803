#include "ksearch/analyzer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/analysis/describe.h"

using ksearch::Analyzer;
using ksearch::TokenList;
using ksearch::test::describe;

namespace {

struct Example {
  std::string_view text;
  std::string_view tokens;
};

void check(std::initializer_list<Example> examples) {
  Analyzer analyzer;
  TokenList tokens;
  for (const Example& example : examples) {
    CAPTURE(example.text);
    analyzer.analyze(example.text, tokens);
    CHECK(describe(tokens, example.text) == example.tokens);
  }
}

}  // namespace

TEST_CASE("words are folded and counted from one") {
  check({{"", ""},
         {" \t\n", ""},
         {"...", ""},
         {"Peace talks", "1 peace [Peace]\n2 talks"},
         {"Hello, World!", "1 hello [Hello]\n2 world [World]"},
         {"no–dash here—there", "1 no\n2 dash\n3 here\n4 there"},
         {"_emph_ foo_bar __", "1 emph\n2 foo_bar"}});
}

TEST_CASE("diacritics fall in Latin, Greek and Cyrillic") {
  check({{"Türkiye Turkiye TÜRKİYE Tu\u0308rkiye",
          "1 turkiye [Türkiye]\n2 turkiye [Turkiye]\n3 turkiye [TÜRKİYE]\n"
          "4 turkiye [Tu\u0308rkiye]"},
         {"łódź Øresund Đà Nẵng", "1 lodz [łódź]\n2 oresund [Øresund]\n3 da [Đà]\n4 nang [Nẵng]"},
         {"æther œuvre straße ﬁx",
          "1 aether [æther]\n2 oeuvre [œuvre]\n3 strasse [straße]\n"
          "4 fix [ﬁx]"},
         {"Iğdır ISTANBUL", "1 igdir [Iğdır]\n2 istanbul [ISTANBUL]"},
         {"Αθήνα ΑΘΗΝΑΣ", "1 αθηνα [Αθήνα]\n2 αθηνασ [ΑΘΗΝΑΣ]"},
         {"за\u0301мок ещё", "1 замок [за\u0301мок]\n2 еще [ещё]"}});
}

TEST_CASE("letters of their own and the marks of other scripts stay") {
  check({{"Йод и\u0306од їжак ґанок єдність ўлада",
          "1 йод [Йод]\n2 йод [и\u0306од]\n3 їжак\n"
          "4 ґанок\n5 єдність\n6 ўлада"},
         {"नमस्ते दुनिया", "1 नमस्ते\n2 दुनिया"},
         {"مُحَمَّد", "1 مُحَمَّد"}});
}

TEST_CASE("digits of any script become ASCII") {
  check({{"٢٠٢٥", "1 2025 [٢٠٢٥]"}, {"２０２５", "1 2025 [２０２５]"}});
}

TEST_CASE("characters that nobody sees vanish from words") {
  check({{"soft\u00ADhyphen", "1 softhyphen [soft\u00ADhyphen]"},
         {"ad\u200Bmin", "1 admin [ad\u200Bmin]"},
         {"ab\u200Ec\u2060", "1 abc [ab\u200Ec]"},
         {"می\u200Cخواهم", "1 میخواهم [می\u200Cخواهم]"},
         {"كـتاب", "1 كتاب [كـتاب]"}});
}

TEST_CASE("a zero-width space separates words where writing has no spaces") {
  check({{"ไทย\u200Bเป็น", "1 ไทย\n2 เป็น"}});
}

TEST_CASE("possessives are not part of the word") {
  check({{"Zelensky's ZELENSKY’S dogs'", "1 zelensky [Zelensky]\n2 zelensky [ZELENSKY]\n3 dogs"},
         {"it's James's", "1 it\n2 james [James]"},
         {"U.S.'s", "1 us [U.S.]"}});
}

TEST_CASE("apostrophes inside a word vanish") {
  check({{"don't", "1 dont [don't]"},
         {"O'Brien O’Brien OBrien", "1 obrien [O'Brien]\n2 obrien [O’Brien]\n3 obrien [OBrien]"},
         {"Лук'янівка Лукʼянівка", "1 лукянівка [Лук'янівка]\n2 лукянівка [Лукʼянівка]"},
         {"O‘zbekiston Qurʾan", "1 ozbekiston [O‘zbekiston]\n2 quran [Qurʾan]"},
         {"rock'n'roll '90s", "1 rocknroll [rock'n'roll]\n2 90s"}});
}

TEST_CASE("an elided article or pronoun leaves the word it stands before") {
  check({{"Côte d'Ivoire", "1 cote [Côte]\n2 =divoire [d'Ivoire]\n2 +ivoire [Ivoire]"},
         {"L’homme", "1 =lhomme [L’homme]\n1 +homme"},
         {"dell'anno", "1 =dellanno [dell'anno]\n1 +anno"},
         {"qu'aujourd'hui", "1 =quaujourdhui [qu'aujourd'hui]\n1 +aujourdhui [aujourd'hui]"},
         {"N'Djamena", "1 ndjamena [N'Djamena]"}});
}

TEST_CASE("a Turkish ending leaves the name it stands after") {
  check({{"Türkiye'nin", "1 +turkiye [Türkiye]\n1 =turkiyenin [Türkiye'nin]"},
         {"İstanbul’da", "1 +istanbul [İstanbul]\n1 =istanbulda [İstanbul’da]"},
         {"2025'te", "1 +2025\n1 =2025te [2025'te]"}});
}

TEST_CASE("acronyms lose their dots") {
  check({{"the U.S. and U.S.A., e.g.", "1 the\n2 us [U.S.]\n3 and\n4 usa [U.S.A.]\n5 eg [e.g.]"},
         {"U.S.-led", "1 +us [U.S.]\n1 =usled [U.S.-led]\n1 *us-led [U.S.-led]\n1 +led"},
         {"J.K.Rowling", "1 +jk [J.K]\n1 *jk.rowling [J.K.Rowling]\n2 +rowling [Rowling]"}});
}

TEST_CASE("the forms of a hyphenated compound share a position") {
  check({{"a cease-fire now",
          "1 a\n2 +cease\n2 =ceasefire [cease-fire]\n2 *cease-fire\n2 +fire\n3 now"},
         {"COVID\u201119",
          "1 +covid [COVID]\n1 =covid19 [COVID\u201119]\n"
          "1 *covid-19 [COVID\u201119]\n1 +19"},
         {"F-16's", "1 +f [F]\n1 =f16 [F-16]\n1 *f-16 [F-16]\n1 +16"},
         {"2025-05-16", "1 +2025\n1 *2025-05-16\n1 +05\n1 +16"},
         {"a-b-c-d-e f", "1 a\n2 b\n3 c\n4 d\n5 e\n6 f"},
         {"Côte-d'Azur",
          "1 +cote [Côte]\n1 =cotedazur [Côte-d'Azur]\n1 *cote-dazur [Côte-d'Azur]\n"
          "1 =dazur [d'Azur]\n1 +azur [Azur]"},
         {"well--known", "1 well\n2 known"}});
}

TEST_CASE("dotted names are their parts and a whole") {
  check({{"reuters.com", "1 +reuters\n1 *reuters.com\n2 +com"},
         {"talks.The end", "1 +talks\n1 *talks.the [talks.The]\n2 +the [The]\n3 end"},
         {"https://www.some-site.com/a_b?q=1",
          "1 https\n2 +www\n2 *www.some-site.com\n3 +some\n3 =somesite [some-site]\n"
          "3 *some-site\n3 +site\n4 +com\n5 a_b\n6 q\n7 1"},
         {"john.smith@bbc.co.uk",
          "1 +john\n1 *john.smith\n2 +smith\n3 +bbc\n3 *bbc.co.uk\n4 +co\n"
          "5 +uk"}});
}

TEST_CASE("numbers lose the separators of groups and keep the decimal point") {
  check({{"1,000 1,234,567.89 1.5", "1 1000 [1,000]\n2 1234567.89 [1,234,567.89]\n3 1.5"},
         {"1.000.000 1.234,56 1,5", "1 1000000 [1.000.000]\n2 1234.56 [1.234,56]\n3 1.5 [1,5]"},
         {"1,00,000 1'000 0,125", "1 100000 [1,00,000]\n2 1000 [1'000]\n3 0.125 [0,125]"},
         {"$2.5bn 10,000km", "1 2.5bn\n2 10000km [10,000km]"},
         {"1,2,3", "1 1\n2 2\n3 3"},
         {"192.168.0.1", "1 +192\n1 *192.168.0.1\n2 +168\n3 +0\n4 +1"},
         {"12:30", "1 12\n2 30"}});
}

TEST_CASE("dictionaries find words where writing has no spaces") {
  check({{"ไทยเป็นประเทศ", "1 ไทย\n2 เป็น\n3 ประเทศ"},
         {"我爱北京天安门", "1 我\n2 爱\n3 北京\n4 天安门"},
         {"東京都に行きました", "1 東京\n2 都\n3 に\n4 行き\n5 ま\n6 した"},
         {"한국어 시험", "1 한국어\n2 시험"}});
}

TEST_CASE("a sequence of emoji is a token") {
  check({{"hi😀😀", "1 hi\n2 😀\n3 😀"},
         {"👍🏽 🇺🇸🇬🇧 ☕", "1 👍🏽\n2 🇺🇸\n3 🇬🇧\n4 ☕"},
         {"❤\uFE0F ❤", "1 ❤ [❤\uFE0F]\n2 ❤"},
         {"© 2025 ™", "1 2025"}});
}

TEST_CASE("broken bytes and NUL end words") {
  check({{"ab\xFF"
          "cd",
          "1 ab\n2 cd"},
         {std::string_view("ab\0cd", 5), "1 ab\n2 cd"},
         {"caf\xC3 \xC3\xA9t\xC3\xA9", "1 caf\n2 ete [\xC3\xA9t\xC3\xA9]"},
         {"\xED\xA0\x80x\xF4\x90\x80\x80y", "1 x\n2 y"}});
}

TEST_CASE("a word too long for a term is counted and leaves a position") {
  Analyzer analyzer;
  TokenList tokens;
  const std::string text = "a " + std::string(65, 'x') + " b " + std::string(64, 'y') + " ";
  analyzer.analyze(text, tokens);
  CHECK(tokens.overlong_words() == 1);
  REQUIRE(tokens.size() == 3);
  CHECK(tokens.tokens()[1].word == "b");
  CHECK(tokens.tokens()[1].position == 3);
  CHECK(tokens.tokens()[2].word == std::string(64, 'y'));
  analyzer.analyze("short", tokens);
  CHECK(tokens.overlong_words() == 0);
}

TEST_CASE("a word of many bytes is too long even if its letters are few") {
  Analyzer analyzer;
  TokenList tokens;
  std::string text;
  for (int i = 0; i < 60; ++i) text += "न्";
  analyzer.analyze(text, tokens);
  CHECK(tokens.empty());
  CHECK(tokens.overlong_words() == 1);
}

TEST_CASE("a moved token list keeps its views and can be used again") {
  Analyzer analyzer;
  TokenList first;
  analyzer.analyze("Türkiye talks", first);
  TokenList second = std::move(first);
  CHECK(describe(second, "Türkiye talks") == "1 turkiye [Türkiye]\n2 talks");
  analyzer.analyze("again", first);
  CHECK(describe(first, "again") == "1 again");
}

TEST_CASE("forms of a word share a stem") {
  Analyzer analyzer;
  const auto stem = [&](std::string_view text, std::string_view language) {
    TokenList tokens;
    analyzer.analyze(text, tokens);
    REQUIRE(tokens.size() == 1);
    return analyzer.stem(tokens.tokens()[0].folded, language);
  };
  CHECK(stem("Путин", "ru") == stem("Путина", "ru"));
  CHECK(stem("ceasefires", "en") == "ceasefir");
  CHECK(stem("élections", "fr") == stem("élection", "fr"));
  CHECK(stem("Türkiye", "en") == "turkiy");
  CHECK(stem("Зеленського", "uk") == "зеленськ");
  CHECK(stem("Türkiye", "") == "turkiye");
}

TEST_CASE("a stem stays where it is until stems are trimmed") {
  Analyzer analyzer;
  const std::string_view first = analyzer.stem("talks", "en");
  const char* where = first.data();
  for (int i = 0; i < 10000; ++i) (void)analyzer.stem("word" + std::to_string(i), "en");
  analyzer.trim_stems(std::size_t{100} << 20);
  CHECK(analyzer.stem("talks", "en").data() == where);
  CHECK(first == "talk");
  analyzer.trim_stems(0);
  CHECK(analyzer.stem("talks", "en") == "talk");
}

TEST_CASE("the languages of Snowball and of the light stemmers have stemmers") {
  Analyzer analyzer;
  for (const char* code :
       {"ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "hy", "id", "it", "lt",
        "nb", "ne", "nl", "nn", "no", "pt", "ro", "ru", "sv", "ta", "tr", "cs", "pl", "uk"}) {
    CAPTURE(code);
    CHECK(Analyzer::has_stemmer(code));
    CHECK_FALSE(analyzer.stem("word", code).empty());
  }
  for (const char* code : {"", "sk", "bg", "th", "zh", "EN", "english"}) {
    CAPTURE(code);
    CHECK_FALSE(Analyzer::has_stemmer(code));
  }
}
