#include <doctest/doctest.h>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

const test::ListRecognizer& recognizer() {
  static const test::ListRecognizer list({{"Volodymyr Zelenskyy", EntityType::kPerson},
                                          {"Volodymyr Zelensky", EntityType::kPerson},
                                          {"Володимир Зеленський", EntityType::kPerson},
                                          {"Зеленський", EntityType::kPerson},
                                          {"Zelenskyy", EntityType::kPerson},
                                          {"Zelensky", EntityType::kPerson},
                                          {"Theresa May", EntityType::kPerson},
                                          {"Mrs. May", EntityType::kPerson},
                                          {"Kyiv", EntityType::kPlace},
                                          {"Kiev", EntityType::kPlace}});
  return list;
}

/// An index of the given texts, with the ids "0", "1"...
class Texts {
 public:
  explicit Texts(const std::vector<std::string>& texts) {
    IndexOptions options = test::sample_options(dir_.path() / "index");
    options.recognizer = &recognizer();
    IndexWriter writer(std::move(options));
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Document document;
      document.id = std::to_string(i);
      document.title = "T";
      document.text = texts[i];
      document.language = "en";
      writer.put(document);
    }
    writer.commit();
  }
  [[nodiscard]] SearchResults search(SearchRequest request) const {
    request.exact_total = true;
    return Searcher(dir_.path() / "index").search(request);
  }
  /// Ids of the hits, best first.
  [[nodiscard]] std::string find(const std::string& query, bool exact = false) const {
    std::string ids;
    for (const Hit& hit : search({.query = query, .exact = exact}).hits) ids += hit.id;
    return ids;
  }
  /// Ids of the hits in the order of their ids.
  [[nodiscard]] std::string sorted(const std::string& query) const {
    std::string ids = find(query);
    std::sort(ids.begin(), ids.end());
    return ids;
  }

 private:
  test::TempDir dir_;
};

const std::vector<std::string> kTalks = {
    "Volodymyr Zelenskyy, Zelenskyy and again Zelenskyy.",
    "The day was long and the rain was cold when somebody said that the talks of Zelensky and of "
    "all the others who had come by train had ended without a word on what was to come.",
    "Промовив Володимир Зеленський.",
    "Volodymyr Zelensky spoke in Kiev.",
    "Nobody of note spoke in Kyiv.",
};

TEST_CASE("a word that names one entity finds its other names, below the word itself") {
  const Texts texts(kTalks);
  CHECK(texts.sorted("zelensky") == "0123");
  CHECK(texts.find("Zelensky").substr(0, 2) == "31");
  CHECK(texts.find("Zelenskyy").substr(0, 1) == "0");
  CHECK(texts.sorted("Zelenskyy") == "0123");
  CHECK(texts.sorted("Зеленський") == "0123");
  CHECK(texts.sorted("Kiev") == "34");
  CHECK(texts.find("Kiev") == "34");
  CHECK(texts.find("Kyiv") == "43");
}

TEST_CASE("a name of the tables that no document has finds the names they have") {
  CHECK(Texts({"Volodymyr Zelenskyy spoke.", "Rain."}).find("Зеленский") == "0");
  CHECK(Texts({"Talks in Kyiv.", "Rain."}).find("Kiev") == "0");
}

TEST_CASE("exact words, phrases, NEAR and titles do not find other names") {
  const Texts texts(kTalks);
  CHECK(texts.sorted("=zelensky") == "13");
  CHECK(texts.find("Kiev", true) == "3");
  CHECK(texts.find("\"Zelensky spoke\"") == "3");
  CHECK(texts.find("Zelensky NEAR/3 spoke") == "3");
  CHECK(texts.find("title:Zelensky").empty());
}

TEST_CASE("other names take part in operators as the word does") {
  const Texts texts(kTalks);
  CHECK(texts.sorted("Zelensky AND Kyiv") == "3");
  CHECK(texts.sorted("+Kyiv -Zelensky") == "4");
  CHECK(texts.sorted("Zelensky -Zelensky").empty());
}

TEST_CASE("a word that is mostly no name finds no other names") {
  const Texts texts({"Theresa May, Mrs. May.", "It may rain.", "They may come.", "You may go.",
                     "Theresa May and Mrs. May may go.", "Mrs. May"});
  CHECK(texts.find("May").find_first_not_of("012345") == std::string::npos);
  CHECK(texts.sorted("May") == "012345");
  CHECK(texts.search({.query = "May", .explain = true}).hits.front().reasons.size() == 1);
}

TEST_CASE("other names are marked and explained, and counted in facets") {
  const Texts texts(kTalks);
  SearchRequest request;
  request.query = "Zelensky";
  request.explain = true;
  request.facets = {Field::kPerson};
  const SearchResults results = texts.search(request);
  CHECK(results.total == 4);
  REQUIRE(results.facets.front().values.size() == 1);
  CHECK(results.facets.front().values.front().count == 4);
  for (const Hit& hit : results.hits) {
    CAPTURE(hit.id);
    REQUIRE(hit.reasons.size() == 1);
    const MatchReason& reason = hit.reasons.front();
    CHECK(reason.query_part == "Zelensky");
    CHECK(reason.weight == doctest::Approx(1.0));
    if (hit.id == "2") {
      CHECK(reason.rule.starts_with("name of the same entity"));
      REQUIRE(reason.matched.size() == 1);
      CHECK(reason.matched.front() == "Володимир Зеленський");
    }
    if (hit.id == "3") CHECK(reason.rule == "same stem");
    REQUIRE(!hit.snippets.empty());
    CHECK(!hit.snippets.front().highlights.empty());
  }
}

}  // namespace
}  // namespace ksearch
