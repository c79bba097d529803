#include "cli/conll.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace ksearch;
using namespace ksearch::cli;

TEST_CASE("tokens become running text, each with its place") {
  const std::vector<std::string_view> lines = {"-DOCSTART- -X- O O",
                                               "",
                                               "Talks\tO",
                                               "fail\tO",
                                               "",
                                               "Mr O",
                                               ". O",
                                               "Putin B-PER",
                                               "'s O",
                                               "envoy O",
                                               "( O",
                                               "Medinsky O",
                                               ") O",
                                               ". O",
                                               "",
                                               "He O",
                                               "left O",
                                               ". O",
                                               "# doc 2",
                                               "Kyiv O\r"};
  const auto documents = read_conll(lines);
  REQUIRE(documents.size() == 2);
  CHECK(documents[0].text == "Talks fail\n\nMr. Putin's envoy (Medinsky). He left.");
  CHECK(documents[1].text == "Kyiv");
  CHECK(documents[1].tokens.front().line == 19);
  for (const ConllDocument& document : documents) {
    for (const auto& token : document.tokens) {
      CHECK(
          lines[token.line].starts_with(document.text.substr(token.span.begin, token.span.size())));
    }
  }
  CHECK(read_conll({}).empty());
  CHECK(read_conll({"", "-DOCSTART-", ""}).empty());
}

TEST_CASE("tags are IOB2, neighbouring mentions apart") {
  const auto documents = read_conll({"Vladimir", "Putin", "Kyiv", "said", "U.N.-led", "x"});
  const std::vector<Mention> mentions = {
      {{0, 14}, EntityType::kPerson, "Vladimir Putin"},
      {{15, 19}, EntityType::kPlace, "Kyiv"},
      {{25, 29}, EntityType::kOrg, "U.N."},
  };
  CHECK(bio_tags(documents.at(0), mentions) ==
        std::vector<std::string>{"B-PER", "I-PER", "B-LOC", "O", "B-ORG", "O"});
  CHECK(bio_tags(documents.at(0), {}) == std::vector<std::string>(6, "O"));
}
