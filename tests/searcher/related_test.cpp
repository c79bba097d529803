#include <doctest/doctest.h>

#include <cmath>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

void put(IndexWriter& writer, const std::string& id, const std::string& text) {
  Document document;
  document.id = id;
  document.language = "en";
  document.title = "Report " + id;
  document.text = text;
  writer.put(document);
}

/// Of 200 documents 20 are on grain; Ada Brook is in 18 of these and in 2 others, Norwick in all,
/// Boris Quill in every tenth.
void put_grain_reports(const std::filesystem::path& directory) {
  IndexWriter writer(test::sample_options(directory));
  for (int i = 0; i < 200; ++i) {
    std::string text = "A report from Norwick.";
    if (i < 20) text += " Grain was sold.";
    if (i < 18 || i == 100 || i == 101) text += " Ada Brook was there.";
    if (i % 10 == 0) text += " Boris Quill was not.";
    put(writer, std::to_string(i), text);
  }
  writer.commit();
}

TEST_CASE("names that stand out are those chance does not explain, by significance") {
  const test::TempDir dir;
  put_grain_reports(dir.path() / "index");
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.query = "grain";
  const std::vector<RelatedEntity> related = searcher.related(request);
  REQUIRE(related.size() == 1);
  CHECK(related[0].field == Field::kPerson);
  CHECK(related[0].value == "Ada Brook");
  CHECK(related[0].count == 18);
  CHECK(related[0].total == 20);
  CHECK(related[0].lift == doctest::Approx(9.0));
  // 2 (18 ln(18/2) + 2 ln(2/18) + 2 ln(2/18) + 178 ln(178/162))
  CHECK(related[0].significance == doctest::Approx(2 * (18 * std::log(9.0) + 4 * std::log(1.0 / 9) +
                                                        178 * std::log(178.0 / 162))));
}

TEST_CASE("what the query itself names does not stand out") {
  const test::TempDir dir;
  put_grain_reports(dir.path() / "index");
  Searcher searcher(dir.path() / "index");
  const char* const queries[] = {
      "person:\"Ada Brook\"", "ada brook grain", "\"Ada Brook\"",
      "+brook +ada",          "brook",           "\"Ada Brook\" OR brooks"};
  for (const char* query : queries) {
    CAPTURE(query);
    SearchRequest request;
    request.query = query;
    CHECK(searcher.related(request).empty());
  }
  SearchRequest filtered;
  filtered.filters.with = {{Field::kPerson, "Ada Brook"}};
  CHECK(searcher.related(filtered).empty());
  filtered.filters.with = {{Field::kPlace, "Norwick"}};
  filtered.query = "grain";
  REQUIRE(searcher.related(filtered).size() == 1);
}

TEST_CASE("all documents and no documents have nothing that stands out") {
  const test::TempDir dir;
  put_grain_reports(dir.path() / "index");
  Searcher searcher(dir.path() / "index");
  CHECK(searcher.related({}).empty());
  SearchRequest nothing;
  nothing.query = "unheard";
  CHECK(searcher.related(nothing).empty());
}

TEST_CASE("similar documents share the telling words, and are explained by them") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  put(writer, "wheat", "Wheat and barley were sold in the harbour of Norwick.");
  put(writer, "barley", "Barley prices fell as wheat was sold.");
  put(writer, "court", "The court heard a witness in Norwick.");
  put(writer, "music", "A concert was given.");
  for (int i = 0; i < 20; ++i) put(writer, "filler" + std::to_string(i), "Norwick news.");
  writer.commit();
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.explain = true;
  const SearchResults results = searcher.similar("wheat", request);
  REQUIRE(!results.hits.empty());
  CHECK(results.hits[0].id == "barley");
  CHECK(results.parsed_query == "wheat barley sold norwick");
  CHECK(!results.hits[0].reasons.empty());
  CHECK(!results.hits[0].snippets.front().highlights.empty());
  for (const Hit& hit : results.hits) CHECK(hit.id != "wheat");

  request.query = "court";
  const SearchResults narrowed = searcher.similar("wheat", request);
  CHECK(narrowed.total == 1);
  CHECK(narrowed.parsed_query.ends_with(" AND court"));
  CHECK_THROWS_WITH_AS(searcher.similar("none", {}),
                       "no document in the index has the id or path none", Error);
  SearchRequest words;
  words.query = narrowed.parsed_query;
  CHECK(searcher.search(words).parsed_query == narrowed.parsed_query);
}

TEST_CASE("copies of a document are not among those like it, unless they are asked for") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  std::string story = "Wheat was sold.";
  for (int i = 0; i < 60; ++i) story += " Lot " + std::to_string(i) + " went to the harbour.";
  put(writer, "first", story);
  put(writer, "second", story);
  put(writer, "other", "Wheat was bought at the harbour.");
  for (int i = 0; i < 9; ++i) put(writer, "filler" + std::to_string(i), "Nothing new.");
  writer.commit();
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.query = "wheat";
  const SearchResults stories = searcher.similar("first", request);
  REQUIRE(stories.hits.size() == 1);
  CHECK(stories.hits[0].id == "other");
  request.copies = true;
  CHECK(searcher.similar("first", request).hits.size() == 2);
}

TEST_CASE("a document that shares no word with any other has none like it") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  put(writer, "a", "Unique.");
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const SearchResults results = searcher.similar("a", {});
  CHECK(results.hits.empty());
  CHECK(results.total == 0);
}

}  // namespace
}  // namespace ksearch
