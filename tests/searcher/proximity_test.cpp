#include "searcher/proximity.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

/// A database of one document with these words, "." for any other word.
Xapian::Database database_of(std::string_view words) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  for (Xapian::termpos position = 1; !words.empty(); ++position) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string word(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
    if (word != ".") document.add_posting(word, position);
  }
  database.add_document(document);
  return database;
}

TEST_CASE("what words gain by standing close together") {
  struct Case {
    std::string_view text;
    double pairs;  ///< closeness of a and b, the less rare of which has the rarity 2
  };
  for (const Case& given : std::initializer_list<Case>{
           {"a", 0},
           {"a a a", 0},
           {"a b", 1},
           {"b a", 1},
           {"a . b", 0.5},
           {"a . . . . . . . b", 1.0 / 8},
           {"a . . . . . . . . b", 0},
           {"a b a", 2},
           {"a a b", 1},  // the nearer a
       }) {
    CAPTURE(given.text);
    const Xapian::Database database = database_of(given.text);
    const std::vector<query::CloseWord> words = {{"a", 5}, {"b", 2}};
    const Xapian::docid document = 1;
    const std::vector<double> gains = proximity(database, {&document, 1}, words);
    CHECK(gains.front() <= most_proximity(words));
    CHECK(gains.front() == doctest::Approx(0.15 * 2 * given.pairs / (given.pairs + 0.5)));
  }
}

/// Texts of one length and the same words, in which "talks" is ever farther from "ceasefire".
class Distances {
 public:
  explicit Distances(int documents) {
    IndexWriter writer(test::sample_options(dir_.path() / "index"));
    for (int i = 0; i < documents; ++i) {
      Document document;
      document.id = std::to_string(i);
      document.title = "T";
      document.language = "en";
      document.text = "ceasefire";
      for (int word = 0; word < 20; ++word) {
        document.text += word == i % 20 ? " talks" : " word" + std::to_string(i * 20 + word);
      }
      writer.put(document);
    }
    writer.commit();
  }
  [[nodiscard]] std::vector<std::string> find(SearchRequest request) const {
    Searcher searcher(dir_.path() / "index");
    std::vector<std::string> ids;
    for (const Hit& hit : searcher.search(request).hits) ids.push_back(hit.id);
    return ids;
  }
  [[nodiscard]] SearchResults search(const SearchRequest& request) const {
    return Searcher(dir_.path() / "index").search(request);
  }

 private:
  test::TempDir dir_;
};

TEST_CASE("documents with the words of a query close together come first") {
  const Distances documents(20);
  for (const char* query : {"ceasefire talks", "talks AND ceasefire", "+talks +ceasefire",
                            "ceasefire talks word3 nosuchword"}) {
    CAPTURE(query);
    CHECK(documents.find({.query = query, .limit = 3}) == std::vector<std::string>{"0", "1", "2"});
  }
}

TEST_CASE("one word, the order by date, and who does not want it, know no proximity") {
  const Distances documents(20);
  const SearchResults plain = documents.search(
      {.query = "ceasefire talks", .limit = 0, .explain = true, .proximity = false});
  CHECK(plain.hits.size() == 20);
  for (const Hit& hit : plain.hits) {
    CHECK(hit.score == doctest::Approx(plain.hits.front().score));
    CHECK(hit.reasons.size() == 2);
  }
  const SearchResults one = documents.search({.query = "ceasefire", .explain = true});
  for (const Hit& hit : one.hits) {
    CHECK(hit.score == doctest::Approx(one.hits.front().score));
    CHECK(hit.reasons.size() == 1);
  }
  const SearchResults dated =
      documents.search({.query = "ceasefire talks", .sort = SortOrder::kNewest, .explain = true});
  for (const Hit& hit : dated.hits) CHECK(hit.reasons.size() == 2);
}

TEST_CASE("pages are parts of one order, within the reordered documents and beyond") {
  const Distances documents(130);
  for (const bool copies : {false, true}) {
    SearchRequest request{.query = "talks ceasefire", .copies = copies};
    request.limit = 0;
    const std::vector<std::string> whole = documents.find(request);
    CHECK(whole.size() == 130);
    std::vector<std::string> pages;
    for (request.limit = 7, request.offset = 0; request.offset < 140; request.offset += 7) {
      for (const std::string& id : documents.find(request)) pages.push_back(id);
    }
    CHECK(pages == whole);
    request.limit = 0;
    const SearchResults results = documents.search(request);
    for (std::size_t i = 1; i < results.hits.size(); ++i) {
      CHECK(results.hits[i].score <= results.hits[i - 1].score);
    }
  }
}

TEST_CASE("a short page is the beginning of a long one") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 400);
  Searcher searcher(dir.path() / "index");
  for (const char* query : {"ceasefire talks", "cease-fire vote", "rail line Norwick",
                            "grain prices vote", "court +talks", "harbour AND grain"}) {
    CAPTURE(query);
    const std::vector<Hit> all =
        searcher.search({.query = query, .limit = 60, .copies = true}).hits;
    for (std::size_t limit = 1; limit < 60; limit += 3) {
      const std::vector<Hit> hits =
          searcher.search({.query = query, .limit = limit, .copies = true}).hits;
      REQUIRE(hits.size() == std::min(limit, all.size()));
      for (std::size_t i = 0; i < hits.size(); ++i) {
        CHECK(hits[i].id == all[i].id);
        CHECK(hits[i].score == all[i].score);
      }
    }
  }
}

TEST_CASE("the shares of a score add up to one, with proximity and recency too") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 60);
  Searcher searcher(dir.path() / "index");
  bool any_recency = false;
  for (const char* query : {"ceasefire talks", "cease-fire vote", "cease-fire cease-fire",
                            "rail line Norwick", "\"grain prices\" vote", "tal* of"}) {
    for (const bool recency : {false, true}) {
      SearchRequest request{.query = query, .limit = 0};
      request.explain = true;
      request.recency = recency;
      const SearchResults results = searcher.search(request);
      REQUIRE(!results.hits.empty());
      for (const Hit& hit : results.hits) {
        CAPTURE(query);
        double sum = 0;
        bool has_recency = false;
        for (const MatchReason& reason : hit.reasons) {
          sum += reason.weight;
          has_recency = has_recency || reason.query_part == "recency";
        }
        CHECK(sum == doctest::Approx(1.0));
        CHECK(has_recency == recency);
        any_recency = any_recency || has_recency;
      }
    }
  }
  CHECK(any_recency);
}

TEST_CASE("the forms of one word count as the word again, each time less") {
  const Distances documents(5);
  const auto score = [&](const char* query) {
    return documents.search({.query = query}).hits.front().score;
  };
  const double once = score("talks");
  CHECK(score("talks talks") == doctest::Approx(once * std::pow(2, 0.75)));
  CHECK(score("talks talk") == doctest::Approx(once * std::pow(2, 0.75)));
  CHECK(score("talks talk talks talk") == doctest::Approx(once * std::pow(4, 0.75)));
  const SearchResults explained = documents.search({.query = "talk talks", .explain = true});
  REQUIRE(explained.hits.front().reasons.size() == 1);
  CHECK(explained.hits.front().reasons.front().weight == doctest::Approx(1.0));
}

}  // namespace
}  // namespace ksearch
