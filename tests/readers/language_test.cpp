#include "indexer/readers/language.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace ksearch {
namespace {

TEST_CASE("the language of a paragraph is detected") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"en", "The two delegations met in Istanbul on Friday and agreed to exchange prisoners."},
      {"de",
       "Die beiden Delegationen trafen sich am Freitag in Istanbul und vereinbarten einen "
       "Austausch von Gefangenen."},
      {"fr",
       "Les deux délégations se sont rencontrées vendredi à Istanbul et ont décidé un échange "
       "de prisonniers."},
      {"ru", "Делегации двух стран встретились в пятницу в Стамбуле и договорились об обмене."},
      {"uk", "Делегації двох країн зустрілися у п'ятницю в Стамбулі та домовилися про обмін."},
      {"tr",
       "İki ülkenin heyetleri cuma günü İstanbul'da bir araya geldi ve esir takası konusunda "
       "anlaştı."},
      {"ja", "両国の代表団は金曜日にイスタンブールで会談し、捕虜の交換で合意した。"},
      {"zh", "两国代表团星期五在伊斯坦布尔举行会谈，并就交换战俘达成协议。"},
  };
  for (const auto& [language, text] : cases) {
    CAPTURE(text);
    CHECK(detect_language(text) == language);
  }
}

TEST_CASE("what is too short or no language has none") {
  for (const char* text :
       {"", "OK", "Istanbul", "12345 67890 12345 67890 12345", "xqzv wkjh qqqz"}) {
    CAPTURE(text);
    CHECK(detect_language(text).empty());
  }
}

TEST_CASE("a long text is sampled on code point boundaries") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "Делегации встретились в пятницу в Стамбуле. ";
  CHECK(detect_language(text) == "ru");
  CHECK(detect_language("a" + text) == "ru");
}

TEST_CASE("tags in all their forms give a code") {
  CHECK(language_from_tag("en-GB") == "en");
  CHECK(language_from_tag("pt_BR") == "pt");
  CHECK(language_from_tag("EN") == "en");
  CHECK(language_from_tag("nb-NO") == "no");
  CHECK(language_from_tag("iw") == "he");
  CHECK(language_from_tag("english").empty());
  CHECK(language_from_tag("").empty());
  CHECK(language_from_tag("x-default").empty());
}

}  // namespace
}  // namespace ksearch
