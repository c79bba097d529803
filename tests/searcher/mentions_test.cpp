#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

std::vector<MentionEvidence> mentions_of(Searcher& searcher, const SearchRequest& request) {
  std::vector<MentionEvidence> found;
  searcher.mentions(request, [&](const MentionEvidence& evidence) {
    found.push_back(evidence);
    return true;
  });
  return found;
}

void put(IndexWriter& writer, const std::string& id, const std::string& title,
         const std::string& text) {
  Document document;
  document.id = id;
  document.language = "en";
  document.title = title;
  document.text = text;
  writer.put(std::move(document));
}

/// "ID:SURFACE:SENTENCE", one a mention.
std::vector<std::string> lines_of(Searcher& searcher, const SearchRequest& request) {
  std::vector<std::string> lines;
  for (const MentionEvidence& evidence : mentions_of(searcher, request)) {
    lines.push_back(evidence.document + ":" + evidence.surface + ":" + evidence.sentence.text);
  }
  return lines;
}

SearchRequest request_for(const std::string& query) {
  SearchRequest request;
  request.query = query;
  return request;
}

using Lines = std::vector<std::string>;

TEST_CASE("mentions come with their sentences, those of the title first") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  put(writer, "1", "Ada Brook resigns",
      "Nobody saw it coming. In Norwick, Ada Brook\nsaid little. It rained.");
  put(writer, "2", "Rain", "It rained on Ostmark.");
  writer.commit();
  Searcher searcher(dir.path() / "index");
  CHECK(lines_of(searcher, {}) ==
        Lines{"1:Ada Brook:Ada Brook resigns", "1:Norwick:In Norwick, Ada Brook said little.",
              "1:Ada Brook:In Norwick, Ada Brook said little.", "2:Ostmark:It rained on Ostmark."});
  SUBCASE("of the entities a query or a filter names, where there are any") {
    SearchRequest filtered;
    filtered.filters.with = {{Field::kPerson, "Brook"}};
    const Lines of_brook = {"1:Ada Brook:Ada Brook resigns",
                            "1:Ada Brook:In Norwick, Ada Brook said little."};
    CHECK(lines_of(searcher, filtered) == of_brook);
    CHECK(lines_of(searcher, request_for("person:brook")) == of_brook);
    CHECK(lines_of(searcher, request_for("person:brook NEAR/3 said")) == of_brook);
    CHECK(lines_of(searcher, request_for("person:nobody OR rained")).empty());
  }
  SUBCASE("of all entities, where it names none") {
    CHECK(lines_of(searcher, request_for("+ostmark")) == Lines{"2:Ostmark:It rained on Ostmark."});
    CHECK(lines_of(searcher, request_for("nothing")).empty());
  }
  SUBCASE("with spans of the text, or of the title") {
    for (const MentionEvidence& evidence : mentions_of(searcher, {})) {
      const StoredDocument stored = searcher.document(evidence.document);
      const Document& document = stored.document;
      const std::string& where = evidence.mention.in_title ? document.title : document.text;
      const Span span = evidence.mention.span;
      CHECK(where.substr(span.begin, span.size()) == evidence.surface);
      CHECK(evidence.title == document.title);
      REQUIRE(evidence.sentence.highlights.size() == 1);
      const Span mark = evidence.sentence.highlights[0];
      CHECK(mark.begin + evidence.sentence.span.begin == span.begin);
      CHECK(mark.size() == span.size());
    }
  }
}

TEST_CASE("mentions stop when the sink has enough") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 20);
  Searcher searcher(dir.path() / "index");
  int calls = 0;
  searcher.mentions({}, [&](const MentionEvidence&) { return ++calls < 3; });
  CHECK(calls == 3);
}

TEST_CASE("the documents with mentions of an entity are as many as its facet counts") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 120);
  Searcher searcher(dir.path() / "index");
  SearchRequest request = request_for("grain");
  for (const FacetValue& value : searcher.facet(Field::kPerson, request).values) {
    request.filters.with = {{Field::kPerson, value.value}};
    std::vector<std::string> documents;
    for (const MentionEvidence& evidence : mentions_of(searcher, request)) {
      CHECK(evidence.mention.entity == value.value);
      if (documents.empty() || documents.back() != evidence.document) {
        documents.push_back(evidence.document);
      }
    }
    CHECK(documents.size() == value.count);
  }
}

TEST_CASE("a sentence too long to be read is cut around the mention") {
  const test::TempDir dir;
  std::string words;
  for (int i = 0; i < 400; ++i) words += "word ";
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  put(writer, "1", "", words + "Ada Brook " + words);
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const auto found = mentions_of(searcher, {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].sentence.text.size() <= 600);
  CHECK(found[0].sentence.span.contains(found[0].mention.span));
}

TEST_CASE("a name the user hides is no evidence unless it is asked for") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  put(writer, "1", "", "Ada Brook met Cara Dunn.");
  writer.set_corrections("hide person \"Ada Brook\"");
  writer.commit();
  Searcher searcher(dir.path() / "index");
  CHECK(lines_of(searcher, {}) == Lines{"1:Cara Dunn:Ada Brook met Cara Dunn."});
  CHECK(lines_of(searcher, request_for("person:\"Ada Brook\"")).size() == 1);
}

}  // namespace
}  // namespace ksearch
