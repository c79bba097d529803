#include <doctest/doctest.h>

#include <set>

#include "common/storage/index_state.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

std::set<std::string> found_since(const std::filesystem::path& index, std::uint64_t revision) {
  SearchRequest request;
  request.limit = 0;
  request.since_revision = revision;
  std::set<std::string> ids;
  Searcher searcher(index);
  const SearchResults results = searcher.search(request);
  for (const Hit& hit : results.hits) ids.insert(hit.id);
  CHECK(results.total == ids.size());
  // The same set is counted as is ranked.
  std::uint64_t counted = 0;
  for (const FacetValue& value : searcher.facet(Field::kLanguage, request).values) {
    counted += value.count;
  }
  CHECK(counted == ids.size());
  return ids;
}

TEST_CASE("what is new since a revision stays so through small and large commits") {
  const test::TempDir dir;
  const std::filesystem::path index = dir.path() / "index";
  test::put_documents(index, 0, 200);   // revision 1
  test::put_documents(index, 1000, 5);  // in place
  {
    IndexWriter writer(test::sample_options(index));
    Document changed = test::random_document(7);
    changed.text += " More.";
    writer.put(changed);
    writer.remove("d1001");
    writer.commit();  // revision 3, in place
  }
  const std::set<std::string> after_two = {"d7"};
  const std::set<std::string> after_one = {"d1000", "d1002", "d1003", "d1004", "d7"};
  CHECK(found_since(index, 3).empty());
  CHECK(found_since(index, 2) == after_two);
  CHECK(found_since(index, 1) == after_one);
  CHECK(found_since(index, 0).size() == 204);

  test::put_documents(index, 2000, 100);  // revision 4: a new generation, numbers shift
  CHECK(found_since(index, 4).empty());
  CHECK(found_since(index, 3).size() == 100);
  CHECK(found_since(index, 2).size() == 101);
  CHECK(found_since(index, 2).contains("d7"));
  CHECK(found_since(index, 1).size() == 105);
}

TEST_CASE("an index that is rebuilt goes on counting its revisions") {
  const test::TempDir dir;
  const std::filesystem::path index = dir.path() / "index";
  test::put_documents(index, 0, 20);
  test::put_documents(index, 20, 1);
  IndexOptions options = test::sample_options(index);
  options.rebuild = true;
  {
    IndexWriter writer(options);
    writer.put(test::random_document(1));
    writer.commit();
  }
  CHECK(Searcher(index).describe().revision == 3);
  CHECK(found_since(index, 2) == std::set<std::string>{"d1"});
}

TEST_CASE("documents of very old revisions count as of the oldest that is kept") {
  IndexState state;
  for (std::uint32_t i = 1; i <= kMaxRevisions + 10; ++i) state.add_revision(i * 2 - 1, i);
  CHECK(state.revisions.size() == kMaxRevisions);
  CHECK(state.first_document_after(0) == 1);
  CHECK(state.first_document_after(10) == 1);
  CHECK(state.first_document_after(11) == 23);
  CHECK(state.first_document_after(kMaxRevisions + 10) == UINT32_MAX);
}

TEST_CASE("hits that are passed on one by one are those of the page") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 150);
  Searcher searcher(dir.path() / "index");
  const SearchRequest request{.query = "ceasefire talks", .offset = 7, .limit = 0, .explain = true};
  const SearchResults page = searcher.search(request);
  std::vector<Hit> passed;
  ResultSink sink;
  sink.begin = [&](const SearchResults& outline) {
    CHECK(passed.empty());
    CHECK(outline.total == page.total);
    CHECK(outline.hits.empty());
  };
  sink.hit = [&](Hit&& hit) {
    passed.push_back(std::move(hit));
    // A writer that overtakes the answer twice changes nothing of it but what it removes.
    if (passed.size() == 3 || passed.size() == 4) {
      IndexWriter writer(test::sample_options(dir.path() / "index"));
      writer.remove(page.hits.at(passed.size() + 10).id);
      writer.commit();
    }
    return passed.size() < 60;
  };
  searcher.search(request, sink);
  REQUIRE(passed.size() == 60);
  std::size_t at = 0;
  for (const Hit& hit : passed) {
    while (page.hits.at(at).id != hit.id) ++at;
    CHECK(hit.rank == page.hits[at].rank);
    CHECK(hit.title == page.hits[at].title);
  }
  CHECK(at >= 59);
  CHECK(at <= 61);
  // What the searcher read anew for the hits does not keep it from the newest commit.
  CHECK(searcher.revision() == 3);
  CHECK(searcher.search(request).total == 148);
}

TEST_CASE("an index put back as it was, and gone on from there, is not what it was before") {
  const test::TempDir dir;
  const std::filesystem::path index = dir.path() / "index";
  const auto put = [&](const std::string& word) {
    IndexWriter writer(test::sample_options(index));
    writer.put({.id = word, .text = word});
    writer.commit();
  };
  test::put_documents(index, 0, 40);  // so that one more is a commit in place
  std::filesystem::copy(index, dir.path() / "backup", std::filesystem::copy_options::recursive);
  put("yew");
  Searcher searcher(index);
  const SearchRequest yew{.query = "yew", .spelling = false};
  const SearchRequest zebra{.query = "zebra", .spelling = false};
  CHECK(searcher.search(yew).total == 1);
  CHECK(searcher.search(zebra).total == 0);
  const std::string commit = searcher.commit_id();
  const std::uint64_t revision = searcher.revision();

  std::filesystem::remove_all(index);
  std::filesystem::rename(dir.path() / "backup", index);
  put("zebra");
  CHECK(searcher.search(zebra).total == 1);
  CHECK(searcher.search(yew).total == 0);
  CHECK(searcher.suggest("yew", 10).empty());
  CHECK(searcher.revision() == revision);
  CHECK(searcher.commit_id() != commit);
}

TEST_CASE("another index in the place of one that is open is read whole") {
  const test::TempDir dir;
  const std::filesystem::path index = dir.path() / "index";
  const std::filesystem::path other = dir.path() / "other";
  const auto put = [](const std::filesystem::path& directory, const std::string& word) {
    IndexWriter writer(test::sample_options(directory));
    writer.put({.id = word, .text = word});
    writer.commit();
  };
  put(index, "apples");
  put(other, "pears");
  Searcher searcher(index);
  CHECK(searcher.suggest("app").size() == 1);
  std::filesystem::rename(index, dir.path() / "away");
  std::filesystem::rename(other, index);
  CHECK(searcher.search({.query = "apples"}).total == 0);
  CHECK(searcher.search({.query = "pears"}).total == 1);
  CHECK(searcher.document("pears").document.text == "pears");
  CHECK(searcher.suggest("app").empty());

  std::filesystem::remove_all(index);
  put(index, "plums");
  CHECK(searcher.search({.query = "pears"}).total == 0);
  CHECK(searcher.search({.query = "plums"}).total == 1);
}

}  // namespace
}  // namespace ksearch
