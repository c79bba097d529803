#include <doctest/doctest.h>

#include <cmath>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

/// An index of the given texts, with the ids "0", "1"...; titles are "T".
class Texts {
 public:
  explicit Texts(const std::vector<std::string>& texts, const std::string& language = "en") {
    IndexWriter writer(test::sample_options(dir_.path() / "index"));
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Document document;
      document.id = std::to_string(i);
      document.title = "T";
      document.text = texts[i];
      document.language = language;
      writer.put(document);
    }
    writer.commit();
  }
  /// Ids of the hits in the order of their ids.
  std::string find(const std::string& query) const {
    Searcher searcher(dir_.path() / "index");
    std::vector<std::string> ids;
    for (const Hit& hit : searcher.search({.query = query, .copies = true}).hits)
      ids.push_back(hit.id);
    std::sort(ids.begin(), ids.end());
    std::string joined;
    for (const std::string& id : ids) joined += id;
    return joined;
  }
  [[nodiscard]] std::filesystem::path index() const { return dir_.path() / "index"; }

 private:
  test::TempDir dir_;
};

TEST_CASE("hyphenated, joined and separate spellings of a compound meet") {
  const Texts texts({"The ceasefire talks failed.", "The cease-fire talks failed.",
                     "They want the guns to cease. A fire burned at the talks.",
                     "They cease fire talks for now."});
  CHECK(texts.find("ceasefire") == "01");
  CHECK(texts.find("\"ceasefire talks\"") == "01");
  CHECK(texts.find("\"cease fire talks\"") == "13");
  CHECK(texts.find("\"cease-fire talks\"") == "013");
}

TEST_CASE("a phrase finds a hyphenated pair and the other way round") {
  const Texts texts({"The Russia-Ukraine talks ended.", "The Russia Ukraine talks ended.",
                     "Ukraine talks to Russia."});
  CHECK(texts.find("\"Russia Ukraine talks\"") == "01");
  CHECK(texts.find("\"Russia-Ukraine talks\"") == "01");
  CHECK(texts.find("\"Ukraine talks\"") == "012");
}

TEST_CASE("a capital letter or a case ending hides no Russian name") {
  const Texts texts({"Слова Путина о переговорах в Стамбуле.", "Погода в Москве хорошая."}, "ru");
  CHECK(texts.find("Путин") == "0");
  CHECK(texts.find("путиным") == "0");
}

TEST_CASE("spellings with and without diacritics meet, composed or not") {
  const Texts texts({"Talks in Türkiye today.", "Talks in Turkiye today.", "TÜRKİYE hosts talks.",
                     "Talks in Tu\u0308rkiye today."});
  for (const char* query : {"Türkiye", "turkiye", "TÜRKİYE", "Tu\u0308rkiye", "=Türkiye"}) {
    CAPTURE(query);
    CHECK(texts.find(query) == "0123");
  }
}

TEST_CASE("an acronym meets itself with and without its dots") {
  const Texts texts({"The U.S. president spoke.", "The US president spoke.", "They told us so."});
  CHECK(texts.find("U.S.") == "012");
  CHECK(texts.find("\"US president\"") == "01");
}

TEST_CASE("patterns and words with edits find words as the index has them") {
  const Texts texts({"A test of tents", "Women talk", "A woman talked", "Zelenskyy spoke"});
  CHECK(texts.find("te*t") == "0");
  CHECK(texts.find("wom?n") == "12");
  CHECK(texts.find("zelenskky~") == "3");
  CHECK(texts.find("womans~2") == "12");
  CHECK(texts.find("title:te*t").empty());
  CHECK(texts.find("wom?n NEAR/2 tlak~") == "1");
}

TEST_CASE("signs and operators mean what they say") {
  const Texts texts({"grain prices", "grain energy", "energy prices", "water"});
  CHECK(texts.find("grain prices") == "012");
  CHECK(texts.find("+grain prices") == "01");
  CHECK(texts.find("grain -prices") == "1");
  CHECK(texts.find("-grain") == "23");
  CHECK(texts.find("grain AND prices") == "0");
  CHECK(texts.find("(grain OR water) NOT energy") == "03");
  CHECK(texts.find("NOT (grain OR energy)") == "3");
  CHECK(texts.find("grai*") == "01");
}

TEST_CASE("stop words are dropped from a query, unless there is nothing else") {
  const Texts texts({"the grain of the land", "prices of the day", "water"});
  CHECK(texts.find("the grain") == "0");
  CHECK(texts.find("the") == "01");
  CHECK(texts.find("\"of the\"") == "01");
}

TEST_CASE("NEAR takes words by their stems, names and types, in any order") {
  const Texts texts({"Ada Brook spoke of a ceasefire.", "A ceasefire, said Ada Brook today.",
                     "Ada Brook slept. One two three four five six seven ceasefires.",
                     "Norwick wants a ceasefire."});
  CHECK(texts.find("person NEAR/4 ceasefire") == "01");
  CHECK(texts.find("person:\"Ada Brook\" NEAR/20 ceasefire") == "012");
  CHECK(texts.find("place NEAR/4 ceasefires") == "3");
  CHECK(texts.find("speaks NEAR spoke") == "");
  CHECK(texts.find("want NEAR/2 ceasefire") == "3");
}

TEST_CASE("the phrase does not run from the title into the text") {
  const Texts texts({"alpha beta"});
  CHECK(texts.find("\"T alpha\"") == "");
  CHECK(texts.find("\"alpha beta\"") == "0");
}

TEST_CASE("passages show both words of a query that are a thousand words apart") {
  std::string text = "Vladimir Medinsky arrived in the morning. ";
  for (int i = 0; i < 250; ++i) text += "Nothing much happened here. ";
  text += "In the evening a ceasefire was agreed.";
  const Texts texts({text});
  Searcher searcher(texts.index());
  const SearchResults results = searcher.search({.query = "Medinsky ceasefire"});
  REQUIRE(results.hits.size() == 1);
  std::string marked;
  for (const Snippet& snippet : results.hits[0].snippets) {
    CHECK(snippet.text == text.substr(snippet.span.begin, snippet.span.size()));
    for (const Span span : snippet.highlights) {
      marked += snippet.text.substr(span.begin, span.size()) + ";";
    }
  }
  CHECK(marked == "Medinsky;ceasefire;");
}

TEST_CASE("an entity filter marks the mentions it matches") {
  const Texts texts({"There Ada Brook met someone in Norwick."});
  Searcher searcher(texts.index());
  SearchRequest request;
  request.filters.with = {{Field::kPerson, "ada brook"}};
  const StoredDocument stored = searcher.document("0", request);
  REQUIRE(stored.highlights.size() == 1);
  CHECK(stored.document.text.substr(stored.highlights[0].begin, stored.highlights[0].size()) ==
        "Ada Brook");
}

TEST_CASE("a wildcard that stands for too much is refused with the way out") {
  std::vector<std::string> texts(1);
  for (int i = 0; i < 150; ++i) texts[0] += "abc" + std::to_string(i) + " ";
  const Texts indexed(texts);
  Searcher searcher(indexed.index());
  try {
    static_cast<void>(searcher.search({.query = "water abc*"}));
    FAIL("no error");
  } catch (const QueryError& error) {
    CHECK(error.span() == Span{6, 10});
    CHECK(std::string(error.what()).find("more than 100 words") != std::string::npos);
  }
}

TEST_CASE("long free text keeps its rarest words and says so") {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "word" + std::to_string(i) + " ";
  const Texts indexed({text, "water"});
  Searcher searcher(indexed.index());
  const SearchResults results = searcher.search({.query = text, .plain = true});
  CHECK(results.total == 1);
  REQUIRE(results.warnings.size() == 1);
  CHECK(results.warnings[0] ==
        "the query has 400 different words of this index; the 256 rarest were used");
}

TEST_CASE("words that no document has do not push out those that one has") {
  const Texts texts({"talks"});
  std::string query;
  for (int i = 0; i < 300; ++i) query += "absent" + std::to_string(i) + " ";
  CHECK(texts.find(query + "talks") == "0");
}

TEST_CASE("a title before a name in a filter is no part of the name") {
  const Texts texts({"There Ada Brook met someone in Norwick."});
  CHECK(texts.find("person:\"Mrs Ada Brook\"") == "0");
  CHECK(texts.find("person:\"President Brook\"") == "0");
  CHECK(texts.find("person:\"Prime Minister Ada Brook\"") == "0");
}

TEST_CASE("the reasons of a hit name spellings and rules, and add up to its score") {
  const Texts texts(
      {"The cease-fire held. Talks with Ada Brook on ceasefires went on. T", "talks"});
  Searcher searcher(texts.index());
  SearchRequest request;
  request.query = "ceasefire talking T =talks \"went on\" nothing";
  request.filters.with = {{Field::kPerson, "Ada Brook"}};
  request.explain = true;
  const SearchResults results = searcher.search(request);
  REQUIRE(results.hits.size() == 1);
  std::string text;
  double sum = 0;
  for (const MatchReason& reason : results.hits[0].reasons) {
    text += reason.query_part + " (" + reason.rule + "):";
    for (const std::string& spelling : reason.matched) text += " " + spelling;
    text += "\n";
    if (reason.query_part.find(':') == std::string::npos) sum += reason.weight;
  }
  CHECK(text ==
        "ceasefire (same stem): cease-fire ceasefires\n"
        "talking (same stem): Talks\n"
        "T (same stem): T\n"
        "=talks (same word): Talks\n"
        "\"went on\" (same phrase): went on\n"
        "person:\"Ada Brook\" (name of the same entity): Ada Brook\n"
        "proximity (close together): ceasefire t talks\n");
  CHECK(sum == doctest::Approx(1.0));
}

TEST_CASE("documents without a date come last in both orders of date") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  for (int i = 0; i < 3; ++i) {
    Document document = test::random_document(static_cast<unsigned>(i));
    using namespace std::chrono;
    document.date->time = sys_days{2025y / January / (i + 1)};
    if (i == 1) document.date.reset();
    writer.put(document);
  }
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const auto order = [&](SortOrder sort) {
    std::string ids;
    for (const Hit& hit : searcher.search({.sort = sort}).hits) ids += hit.id;
    return ids;
  };
  CHECK(order(SortOrder::kNewest) == "d2d0d1");
  CHECK(order(SortOrder::kOldest) == "d0d2d1");
}

TEST_CASE("a page of results continues where the last one ended") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 120);
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.query = "ceasefire OR rail OR vote";
  request.limit = 0;
  const SearchResults all = searcher.search(request);
  request.limit = 7;
  std::size_t at = 0;
  for (;; request.offset += 7) {
    const SearchResults page = searcher.search(request);
    if (page.hits.empty()) break;
    for (const Hit& hit : page.hits) {
      REQUIRE(at < all.hits.size());
      CHECK(hit.id == all.hits[at].id);
      CHECK(hit.rank == ++at);
    }
  }
  CHECK(at == all.hits.size());
}

TEST_CASE("a query that names nobody says so and finds nothing") {
  const Texts texts({"Ada Brook in Norwick"});
  Searcher searcher(texts.index());
  const SearchResults results = searcher.search({.query = "person:\"Nobody Known\""});
  CHECK(results.total == 0);
  REQUIRE(results.warnings.size() == 1);
  CHECK(results.warnings[0] == "no person in this index is called 'Nobody Known'");
}

TEST_CASE("of the same phrase given again only the weight is new") {
  const Texts texts({"of the people", "the people of it"});
  Searcher searcher(texts.index());
  const auto hits = [&](const std::string& query) {
    return searcher.search({.query = query, .copies = true, .explain = true}).hits;
  };
  const std::vector<Hit> once = hits("\"of the\"");
  const std::vector<Hit> twice = hits("\"of the\" \"of the\"");
  REQUIRE(once.size() == 1);
  REQUIRE(twice.size() == 1);
  CHECK(twice[0].score == doctest::Approx(once[0].score * std::pow(2, 0.75)));
  CHECK(twice[0].reasons.size() == 1);
}

TEST_CASE("a long text is looked up by its own words") {
  const Texts texts({"Peace talks.", "Weather."});
  Searcher searcher(texts.index());
  std::string query = "peace talks";
  const auto parts = [&] {
    return searcher.search({.query = query, .explain = true}).hits.at(0).reasons.size();
  };
  CHECK(parts() == 3);  // the third is proximity
  for (int i = 0; i < 255; ++i) query += " unknown" + std::to_string(i);
  CHECK(parts() == 2);
}

TEST_CASE("the canonical form of a query finds the same") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 120);
  Searcher searcher(dir.path() / "index");
  for (const char* query : {"ceasefire talks", "+rail -court \"energy deal\"",
                            "person:brook date:2025-02..", "ceas* OR x"}) {
    CAPTURE(query);
    const SearchResults first = searcher.search({.query = query});
    const SearchResults second = searcher.search({.query = first.parsed_query});
    CHECK(second.parsed_query == first.parsed_query);
    CHECK(second.total == first.total);
  }
}

TEST_CASE("errors of opening tell a missing index from a foreign folder") {
  const test::TempDir dir;
  const auto code = [](const std::filesystem::path& path) {
    try {
      const Searcher searcher(path);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::kInternal;
  };
  CHECK(code(dir.path() / "nothing") == ErrorCode::kIndexMissing);
  dir.write("photos/a.jpg", "x");
  CHECK(code(dir.path() / "photos") == ErrorCode::kIndexForeign);
}

}  // namespace
}  // namespace ksearch
