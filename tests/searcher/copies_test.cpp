// Near-identical copies as a searcher shows and counts them.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

/// Stories of 4 versions each: another source, day and title, and a paragraph that names somebody
/// at the end of some.
Document version_of(unsigned story, unsigned version) {
  Document document = test::random_document(story);
  for (unsigned more = 1; more < 5; ++more) {
    document.text += test::random_document(story * 10 + more + 5000).text;
  }
  if (version == 0) return document;
  document.id += "v" + std::to_string(version);
  document.source = "Paper " + std::to_string(version);
  document.title += version == 2 ? " and more" : "";
  *document.date = {document.date->time + std::chrono::days(20 * version), false,
                    DateOrigin::kMetadata};
  if (version % 2 == 1)
    document.text += " Cara Dunn of the Harbour Trust spoke of zebras in Norwick.";
  return document;
}

std::vector<Document> collection(unsigned stories) {
  std::vector<Document> documents;
  for (unsigned story = 0; story < stories; ++story) {
    for (unsigned version = 0; version < story % 5; ++version) {
      documents.push_back(version_of(story, version));
    }
  }
  return documents;
}

void put_all(const std::filesystem::path& index, const std::vector<Document>& documents,
             std::size_t begin, std::size_t end) {
  IndexWriter writer(test::sample_options(index));
  for (std::size_t i = begin; i < end; ++i) writer.put(documents[i]);
  writer.commit();
}

const char* const kQueries[] = {"",
                                "ceasefire",
                                "zebras",
                                "+talks -zebras",
                                "source:\"paper 2\"",
                                "\"Ada Brook\" rail",
                                "date:2025-03..2025-06 vote"};

/// The count of each value is the total when filtered by it, in stories and in documents.
void check_counts(Searcher& searcher) {
  for (const char* query : kQueries) {
    for (const bool copies : {false, true}) {
      SearchRequest request;
      request.query = query;
      request.copies = copies;
      for (const Field field : {Field::kPerson, Field::kOrg, Field::kSource, Field::kMonth}) {
        for (const FacetValue& value : searcher.facet(field, request).values) {
          CAPTURE(query);
          CAPTURE(copies);
          CAPTURE(value.value);
          SearchRequest narrowed = request;
          narrowed.filters.with = {{field, value.value}};
          narrowed.exact_total = true;
          CHECK(searcher.search(narrowed).total == value.count);
        }
      }

      const Timeline timeline = searcher.timeline(request, TimeUnit::kMonth);
      for (const TimelineBar& bar : timeline.bars) {
        SearchRequest narrowed = request;
        narrowed.filters.since = narrowed.filters.until = bar.period;
        narrowed.exact_total = true;
        CHECK(searcher.search(narrowed).total == bar.count);
      }
    }
  }
}

TEST_CASE("counts agree in stories and in documents, after any arrivals and deletions") {
  std::vector<Document> documents = collection(60);
  std::mt19937 random(1);
  std::ranges::shuffle(documents, random);
  const test::TempDir dir;
  const auto index = dir.path() / "index";
  put_all(index, documents, 0, 100);
  put_all(index, documents, 100, 106);
  {
    Searcher searcher(index);
    check_counts(searcher);
  }
  {
    IndexWriter writer(test::sample_options(index));
    for (std::size_t i = 0; i < documents.size(); i += 20) writer.remove(documents[i].id);
    writer.commit();
  }
  Searcher searcher(index);
  check_counts(searcher);
}

TEST_CASE("a page has the best copy of each story, as if all were ranked and the others dropped") {
  const std::vector<Document> documents = collection(60);
  const test::TempDir dir;
  put_all(dir.path() / "index", documents, 0, documents.size());
  Searcher searcher(dir.path() / "index");
  for (const char* query : kQueries) {
    for (const SortOrder sort : {SortOrder::kRelevance, SortOrder::kNewest, SortOrder::kOldest}) {
      CAPTURE(query);
      SearchRequest request;
      request.query = query;
      request.sort = sort;
      request.snippets = 0;
      request.limit = 0;
      request.copies = true;
      const SearchResults all = searcher.search(request);
      std::vector<std::string> wanted;
      std::map<std::string, std::uint64_t> matching;
      for (const Hit& hit : all.hits) {
        const std::string story = hit.id.substr(0, hit.id.find('v'));
        if (matching[story]++ == 0) wanted.push_back(hit.id);
        CHECK(hit.copies == 0);
      }
      request.copies = false;
      request.exact_total = true;
      std::vector<std::string> found;
      for (request.limit = 7, request.offset = 0;; request.offset += 7) {
        const SearchResults page = searcher.search(request);
        CHECK(page.total == wanted.size());
        if (page.hits.empty()) break;
        for (const Hit& hit : page.hits) {
          found.push_back(hit.id);
          CHECK(hit.rank == found.size());
          CHECK(hit.copies == matching[hit.id.substr(0, hit.id.find('v'))] - 1);
        }
      }
      CHECK(found == wanted);
    }
  }
}

TEST_CASE("a brief answer has the same documents in the same order") {
  const test::TempDir dir;
  const std::vector<Document> documents = collection(60);
  put_all(dir.path() / "index", documents, 0, documents.size());
  Searcher searcher(dir.path() / "index");
  for (const char* query : kQueries) {
    for (const std::size_t offset : {0U, 7U}) {
      CAPTURE(query);
      SearchRequest request;
      request.query = query;
      request.offset = offset;
      const SearchResults whole = searcher.search(request);
      request.brief = true;
      const SearchResults brief = searcher.search(request);
      REQUIRE(brief.hits.size() == whole.hits.size());
      CHECK((brief.total > 0) == (whole.total > 0));
      for (std::size_t i = 0; i < whole.hits.size(); ++i) {
        CHECK(brief.hits[i].id == whole.hits[i].id);
        CHECK(brief.hits[i].rank == whole.hits[i].rank);
        CHECK(brief.hits[i].score == whole.hits[i].score);
        CHECK(brief.hits[i].path == whole.hits[i].path);
        CHECK(brief.hits[i].title == whole.hits[i].title);
        CHECK(brief.hits[i].snippets.empty());
        CHECK(brief.hits[i].person.empty());
      }
      request.exact_total = true;
      CHECK(searcher.search(request).total == whole.total);
    }
  }
}

TEST_CASE("a document names its copies, whether or not they match") {
  const std::vector<Document> documents = collection(10);
  const test::TempDir dir;
  put_all(dir.path() / "index", documents, 0, documents.size());
  Searcher searcher(dir.path() / "index");
  std::vector<std::string> copies = searcher.document("d4v1").copies;
  std::ranges::sort(copies);
  CHECK(copies == std::vector<std::string>{"d4", "d4v2", "d4v3"});
  CHECK(searcher.document("d1").copies.empty());
  const SearchResults zebras = searcher.search({.query = "zebras"});
  for (const Hit& hit : zebras.hits) CHECK(hit.copies <= 1);
}

}  // namespace
}  // namespace ksearch
