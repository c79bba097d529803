#include <doctest/doctest.h>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

/// An index of texts, most of which name one person.
class News {
 public:
  News() {
    IndexWriter writer(test::sample_options(dir_.path() / "index"));
    for (int i = 0; i < 30; ++i) {
      Document document;
      document.id = std::to_string(i);
      document.language = "en";
      document.text = i < 25 ? "President Zelenskyy spoke of grain with Ada Brook."
                             : "The goverment met the president in Norwick.";
      if (i > 26) document.text = "The government met the grain traders.";
      writer.put(document);
    }
    writer.commit();
  }
  /// The texts are copies of each other, so documents are counted.
  [[nodiscard]] SearchResults find(const std::string& query) const {
    return find(SearchRequest{.query = query, .copies = true});
  }
  [[nodiscard]] SearchResults find(const SearchRequest& request) const {
    return Searcher(dir_.path() / "index").search(request);
  }

 private:
  test::TempDir dir_;
};

TEST_CASE("a query that finds nothing is answered with a likelier spelling, and says so") {
  const News news;
  const SearchResults results = news.find("zelenskky");
  CHECK(results.total == 25);
  CHECK(results.parsed_query == "zelenskky");
  CHECK(results.corrected_query == "zelenskyy");
  CHECK(results.suggested_query.empty());
  REQUIRE(results.unknown_words.size() == 1);
  CHECK(results.unknown_words[0].word == "zelenskky");
  CHECK(results.unknown_words[0].span == Span{0, 9});
  CHECK(results.unknown_words[0].near == std::vector<std::string>{"zelenskyy"});
  REQUIRE_FALSE(results.hits.empty());
  CHECK(results.hits[0].snippets[0].highlights == std::vector<Span>{{10, 19}});
}

TEST_CASE("a query that finds something is answered as it is, with an offer") {
  const News news;
  SearchResults results = news.find("zelenskky grain");
  CHECK(results.total == 28);
  CHECK(results.corrected_query.empty());
  CHECK(results.suggested_query.empty());  // it would find no more
  CHECK(results.unknown_words.size() == 1);
  results = news.find("zelenskky traders");
  CHECK(results.total == 3);
  CHECK(results.suggested_query == "zelenskyy traders");
  results = news.find("\"presidnt zelenskyy\"");
  CHECK(results.corrected_query == "\"president zelenskyy\"");
  CHECK(results.total == 25);
}

TEST_CASE("names of people, places and organisations are corrected as names") {
  const News news;
  const SearchResults results = news.find("person:\"Ada Brok\"");
  CHECK(results.corrected_query == "person:\"ada brook\"");
  CHECK(results.total == 25);
  SearchRequest request;
  request.filters.with.emplace_back(Field::kPlace, "Norwik");
  CHECK(news.find(request).warnings ==
        std::vector<std::string>{
            "no place in this index is called 'Norwik'; did you mean 'norwick'?"});
}

TEST_CASE("what is known, short, excluded or asked for exactly is not corrected") {
  const News news;
  for (const char* query :
       {"grain", "xyz", "b52x9q", "-zelenskky grain", "qqqqqqqq", "zelenskky~2"}) {
    CAPTURE(query);
    const SearchResults results = news.find(query);
    CHECK(results.corrected_query.empty());
    CHECK(results.suggested_query.empty());
  }
  CHECK(news.find("qqqqqqqq").unknown_words.at(0).near.empty());
  CHECK(news.find(SearchRequest{.query = "zelenskky", .exact = true}).total == 0);
  CHECK(news.find(SearchRequest{.query = "zelenskky", .spelling = false}).unknown_words.empty());
  // An alert has to mean the same each time; this one has nothing new.
  CHECK(
      news.find(SearchRequest{.query = "zelenskky", .since_revision = 1}).corrected_query.empty());
}

}  // namespace
}  // namespace ksearch
