#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "indexer/entities/default_recognizer.h"
#include "indexer/entities/rule_recognizer.h"
#include "ksearch/analyzer.h"

namespace ksearch {
namespace {

/// The mentions of a text as "type name" or "type surface=name", in order.
std::string recognized(EntityRecognizer& recognizer, const std::string& text, const char* language,
                       const std::vector<Span>& furniture = {}) {
  Analyzer analyzer;
  TokenList tokens;
  analyzer.analyze(text, tokens);
  std::string out;
  for (const Mention& mention :
       recognizer.recognize({text, tokens.tokens(), language, furniture})) {
    const std::string surface = text.substr(mention.span.begin, mention.span.size());
    if (!out.empty()) out += "; ";
    out += to_string(mention.type);
    out += ' ';
    if (surface != mention.name) (out += surface) += '=';
    out += mention.name;
  }
  return out;
}

struct Row {
  const char* language;
  const char* text;
  const char* expected;
};

const Row kBothKinds[] = {
    {"en", "The talks were opened by Foreign Minister Hakan Fidan. Mr Fidan left early.",
     "person Hakan Fidan; person Mr Fidan=Hakan Fidan"},
    {"en", "Officials met in Istanbul on Friday, and Russian delegates flew home to Moscow.",
     "place Istanbul; place Moscow"},
    {"en", "Reporters asked the Kremlin and the White House for comment in March.",
     "place Kremlin; place White House"},
    {"en", "President Volodymyr Zelensky spoke. Zelensky's aides listened to NATO officials.",
     "person Volodymyr Zelensky; person Zelensky=Volodymyr Zelensky; org NATO"},
    {"en", "She said that nothing had been agreed upon yet.", ""},
    {"en", "", ""},
};

const Row kOtherLanguages[] = {
    {"ru", "Президент Владимир Путин прибыл в Москву. Путина встретили в Кремле.",
     "person Владимир Путин; place Москву; person Путина=Владимир Путин; place Кремле"},
    {"ru", "Об этом сказал пресс-секретарь Путина Дмитрий Песков.",
     "person Путина; person Дмитрий Песков"},
    {"uk", "Президент Володимир Зеленський прибув до Києва.",
     "person Володимир Зеленський; place Києва"},
    {"de", "Präsident Wolodymyr Selenskyj reiste nach Istanbul. Die Gespräche begannen am Freitag.",
     "person Wolodymyr Selenskyj; place Istanbul"},
    {"fr", "Le président Emmanuel Macron est arrivé à Londres.",
     "person Emmanuel Macron; place Londres"},
    {"tr", "Dışişleri Bakanı Hakan Fidan İstanbul'da konuştu.",
     "person Hakan Fidan; place İstanbul"},
    {"el", "Ο πρωθυπουργός Κυριάκος Μητσοτάκης μίλησε.", "person Κυριάκος Μητσοτάκης"},
    {"zh", "北京和莫斯科", "place 北京; place 莫斯科"},
};

TEST_CASE("the rules find names by titles, capitals and known names") {
  RuleRecognizer rules;
  for (const Row& row : kBothKinds) {
    CAPTURE(row.text);
    CHECK(recognized(rules, row.text, row.language) == row.expected);
  }
}

TEST_CASE("the default recogniser finds the same in plain English") {
  const auto recognizer = make_default_recognizer();
  for (const Row& row : kBothKinds) {
    CAPTURE(row.text);
    CHECK(recognized(*recognizer, row.text, row.language) == row.expected);
  }
}

TEST_CASE("names are found in other languages and scripts") {
  const auto recognizer = make_default_recognizer();
  for (const Row& row : kOtherLanguages) {
    CAPTURE(row.text);
    CHECK(recognized(*recognizer, row.text, row.language) == row.expected);
  }
}

TEST_CASE("a headline does not run into the next line") {
  RuleRecognizer rules;
  const auto recognizer = make_default_recognizer();
  for (EntityRecognizer* each : {static_cast<EntityRecognizer*>(&rules), recognizer.get()}) {
    CHECK(recognized(*each, "Talks end in Istanbul\nVladimir Medinsky led the delegation.", "en") ==
          "place Istanbul; person Vladimir Medinsky");
  }
}

TEST_CASE("nothing is found in furniture") {
  RuleRecognizer rules;
  const auto recognizer = make_default_recognizer();
  const std::string text = "Read more about Moscow here.\n\nHe flew to Ankara with Hakan Fidan.";
  for (EntityRecognizer* each : {static_cast<EntityRecognizer*>(&rules), recognizer.get()}) {
    CHECK(recognized(*each, text, "en", {{0, 28}}) == "place Ankara; person Hakan Fidan");
  }
}

TEST_CASE("a city and its country are two places") {
  const auto recognizer = make_default_recognizer();
  CHECK(recognized(*recognizer, "The talks were held in Vienna, Austria, last week.", "en") ==
        "place Vienna; place Austria");
}

TEST_CASE("a sentence of names is no headline") {
  const auto recognizer = make_default_recognizer();
  CHECK(recognized(*recognizer, "Mr Putin met Hakan Fidan.", "en") ==
        "person Mr Putin=Putin; person Hakan Fidan");
}

const Row kMistakesOnce[] = {
    {"en", "The final was won by FC Zarichne. Bosses of Zarichne were pleased.",
     "org FC Zarichne; org Zarichne"},
    {"en", "A spokesman for Marmara Enerji said so.", "org Marmara Enerji"},
    {"en", "PORT ELLERY - Lionel Washington won on Monday, and his rivals lost.",
     "place PORT ELLERY; person Lionel Washington"},
    {"en", "ANTALYA, Turkey, April 11 (Wire) - The president renewed his offer on Friday.",
     "place ANTALYA; place Turkey; org Wire"},
    {"en", "The ferry crossed the Bosphorus in a storm, he said.", "place Bosphorus"},
    {"en", "Mr Putin met the envoys at noon.", "person Mr Putin=Putin"},
    {"en", "Officials of \u201cTürkiye\u201d and Greece met.", "place Türkiye; place Greece"},
    {"ru", "Делегация Владимира Мединского готова.", "person Владимира Мединского"},
    {"ru", "В Киеве с этим не согласны. О встрече с Зеленским речь не идёт.",
     "place Киеве; person Зеленским"},
    {"ru", "Корабль вошёл в Чёрное море.", "place Чёрное море"},
    {"uk", "Додому повернулися всі. Того дня в Росії йшов дощ.", "place Росії"},
    {"de", "Die Lage in Berlin ist ruhig. Das Treffen mit Selenskyj war kurz.",
     "place Berlin; person Selenskyj"},
    {"tr", "Görüşmeler Çırağan Sarayı'nda yapıldı.", "place Çırağan Sarayı"},
    {"en", "Both the Conservatives and Lib Dems opposed it, and Labour and NATO agreed with them.",
     "org Lib Dems; org Labour; org NATO"},
    {"en", "The schools of England and Wales are closed today, ministers said.",
     "place England; place Wales"},
    {"en", "An Electoral Commission spokesman said no.", "org Electoral Commission"},
    {"en", "Mr Howard thanked Tory Liam Fox for his work.",
     "person Mr Howard=Howard; person Liam Fox"},
};

TEST_CASE("mistakes that were made once") {
  const auto recognizer = make_default_recognizer();
  for (const Row& row : kMistakesOnce) {
    CAPTURE(row.text);
    CHECK(recognized(*recognizer, row.text, row.language) == row.expected);
  }
}

TEST_CASE("a lone city is no person") {
  const auto recognizer = make_default_recognizer();
  CHECK(recognized(*recognizer, "Officials in Kyiv agreed. Atlanta agreed.", "en") ==
        "place Kyiv; place Atlanta");
}

TEST_CASE("a clone recognises the same") {
  const auto recognizer = make_default_recognizer();
  const auto clone = recognizer->clone();
  CHECK(clone->fingerprint() == recognizer->fingerprint());
  for (const Row& row : kBothKinds) {
    CHECK(recognized(*clone, row.text, "en") == recognized(*recognizer, row.text, "en"));
  }
}

/// Whether the mentions are sorted, disjoint, on token boundaries and named.
void check_contract(const std::vector<Mention>& mentions, const std::vector<Token>& tokens) {
  std::size_t end = 0;
  for (const Mention& mention : mentions) {
    CHECK(mention.span.begin >= end);
    CHECK(mention.span.begin < mention.span.end);
    CHECK_FALSE(mention.name.empty());
    CHECK(std::any_of(tokens.begin(), tokens.end(),
                      [&](const Token& token) { return token.span.begin == mention.span.begin; }));
    CHECK(std::any_of(tokens.begin(), tokens.end(),
                      [&](const Token& token) { return token.span.end == mention.span.end; }));
    end = mention.span.end;
  }
}

TEST_CASE("mentions keep their contract on any bytes") {
  const char* pieces[] = {"Mr ",
                          "Putin",
                          "'s",
                          " of ",
                          "U.S.",
                          "\n",
                          "\n\n",
                          "Türkiye",
                          "\xff",
                          "d'Ivoire ",
                          "Ban Ki-moon",
                          " ",
                          ".",
                          ", ",
                          "“",
                          "’s ",
                          "Москва",
                          "北京",
                          "\xf0\x9f\x98\x80",
                          "ISTANBUL ",
                          "J. ",
                          "\0x",
                          "--",
                          "&",
                          "von "};
  std::mt19937 random(11);  // NOLINT: a fixed seed is wanted
  RuleRecognizer rules;
  const auto recognizer = make_default_recognizer();
  Analyzer analyzer;
  TokenList tokens;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += pieces[random() % std::size(pieces)];
    analyzer.analyze(text, tokens);
    CAPTURE(text);
    check_contract(rules.recognize({text, tokens.tokens(), "de", {}}), tokens.tokens());
    check_contract(recognizer->recognize({text, tokens.tokens(), "", {}}), tokens.tokens());
  }
}

}  // namespace
}  // namespace ksearch
