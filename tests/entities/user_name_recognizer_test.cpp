#include "indexer/entities/user_name_recognizer.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/entities/default_recognizer.h"
#include "ksearch/analyzer.h"

namespace ksearch {
namespace {

constexpr const char* kNames =
    "person\tHalyna Bondar\tГалина Бондарь\tThe Goalkeeper\n"
    "org\tMarmara Enerji\n"
    "org\tJohnson & Johnson\tJ&J\n"
    "org\tWHO\n"
    "org\teBay\n"
    "org\t北京大学\n"
    "place\tZarichne\n";

std::string recognized(const std::string& text, const char* language) {
  Analyzer analyzer;
  TokenList tokens;
  analyzer.analyze(text, tokens);
  UserNameRecognizer recognizer(make_default_recognizer(),
                                std::make_shared<const UserNameFinder>(parse_user_names(kNames)));
  std::string out;
  for (const Mention& mention : recognizer.recognize({text, tokens.tokens(), language, {}})) {
    const std::string surface = text.substr(mention.span.begin, mention.span.size());
    out += (out.empty() ? "" : "; ") + std::string(to_string(mention.type)) + ' ';
    if (surface != mention.name) out += surface + '=';
    out += mention.name;
  }
  return out;
}

TEST_CASE("known names are found wherever they stand and win over guesses") {
  const char* rows[][3] = {
      {"en", "A statement by Marmara Enerji was read in Istanbul.",
       "org Marmara Enerji; place Istanbul"},
      {"tr", "Marmara Enerji'nin açıklaması okundu.", "org Marmara Enerji"},
      {"en", "Then The Goalkeeper left, and the goalkeeper slept.", "person The Goalkeeper"},
      {"en", "HALYNA BONDAR won. Later Bondar wept.",
       "person HALYNA BONDAR=Halyna Bondar; person Bondar=Halyna Bondar"},
      {"ru", "Галина Бондарь сказала.", "person Галина Бондарь"},
      {"en", "Shares of Johnson & Johnson fell; J&J declined to comment.",
       "org Johnson & Johnson; org J&J"},
      {"en", "Who said so? The WHO said so.", "org WHO"},
      {"en", "She sold it on eBay and on ebay.", "org eBay; org ebay=eBay"},
      {"zh", "他在北京大学读书。", "org 北京大学"},
      {"en", "In Mr. Halyna Bondar's house", "person Mr. Halyna Bondar=Halyna Bondar"},
      {"en", "He went to Marmara. Enerji is Turkish for energy.", "place Marmara"},
  };
  for (const auto& row : rows) {
    CAPTURE(row[1]);
    CHECK(recognized(row[1], row[0]) == row[2]);
  }
}

TEST_CASE("a known name gives way to a longer name of its type") {
  CHECK(recognized("The village of Zarichne is small.", "en") == "place Zarichne");
  CHECK(
      recognized("Officials of the World Health Organization and WHO met.", "en").find("org WHO") !=
      std::string::npos);
}

}  // namespace
}  // namespace ksearch
