#include "ksearch/index_writer.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;
using test::TempDir;

/// What an index holds, whatever its numbers: one line for each document.
std::multiset<std::string> contents(const fs::path& index) {
  Searcher searcher(index);
  SearchRequest request;
  request.limit = 0;
  request.snippets = 0;
  std::multiset<std::string> lines;
  for (const Hit& hit : searcher.search(request).hits) {
    const StoredDocument stored = searcher.document(hit.id);
    std::string line = hit.id + "|" + hit.title + "|" + hit.date + "|" + stored.document.text;
    for (const DocumentMention& mention : stored.mentions) line += "|" + mention.name;
    lines.insert(std::move(line));
  }
  return lines;
}

IndexCounts run(const fs::path& index, const fs::path& folder, bool rebuild = false) {
  IndexOptions options = test::sample_options(index);
  options.rebuild = rebuild;
  IndexWriter writer(std::move(options));
  writer.add_paths({folder});
  writer.commit();
  return writer.counts();
}

TEST_CASE("documents that were put are found after the commit and not before") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  IndexWriter writer(test::sample_options(index));
  writer.put(test::random_document(1));
  CHECK_THROWS_AS(Searcher{index}, Error);
  writer.commit();
  CHECK(contents(index).size() == 1);
  CHECK(writer.counts() == IndexCounts{1, 0, 0, 0, 0, 0});
}

TEST_CASE("indexing a folder twice is the same as once, and changes nothing on disk") {
  const TempDir dir;
  dir.write("news/a.txt",
            "Talks in Norwick\n\nAda Brook spoke of the ceasefire today in Norwick.\n");
  dir.write("news/b.txt",
            "Prices\n\nGrain prices rose again, said Boris Quill of Harbour Trust.\n");
  const fs::path index = dir.path() / "index";
  CHECK(run(index, dir.path() / "news").added == 2);
  const auto first = contents(index);
  const std::uint64_t revision = Searcher(index).describe().revision;
  const IndexCounts again = run(index, dir.path() / "news");
  CHECK(again == IndexCounts{0, 0, 2, 0, 0, 0});
  CHECK(contents(index) == first);
  CHECK(Searcher(index).describe().revision == revision);
}

TEST_CASE("a changed file is updated, a vanished one pruned, a touched one left alone") {
  const TempDir dir;
  const fs::path news = dir.path() / "news";
  dir.write("news/a.txt", "First story\n\nIt is about the ceasefire in Norwick and more.\n");
  dir.write("news/b.txt", "Second story\n\nIt is about the border of Ostmark and more.\n");
  dir.write("news/c.txt", "Third story\n\nIt is about the rail line and the court.\n");
  const fs::path index = dir.path() / "index";
  run(index, news);
  dir.write("news/a.txt", "First story, told anew\n\nIt is about the truce in Norwick and more.\n");
  fs::remove(news / "b.txt");
  fs::last_write_time(news / "c.txt",
                      fs::last_write_time(news / "c.txt") + std::chrono::seconds(9));
  CHECK(run(index, news) == IndexCounts{0, 1, 1, 1, 0, 0});
  Searcher searcher(index);
  CHECK(searcher.search({.query = "truce"}).total == 1);
  CHECK(searcher.search({.query = "ceasefire"}).total == 0);
  CHECK(searcher.search({.query = "Ostmark"}).total == 0);
  CHECK(searcher.search({.query = "court"}).total == 1);
}

TEST_CASE("nothing is pruned when the folder is missing or empty") {
  const TempDir dir;
  const fs::path news = dir.path() / "news";
  dir.write("news/a.txt", "A story\n\nIt is about the ceasefire in Norwick.\n");
  const fs::path index = dir.path() / "index";
  run(index, news);
  fs::remove(news / "a.txt");
  CHECK(run(index, news).removed == 0);
  CHECK(contents(index).size() == 1);
  fs::remove(news);
  {
    IndexWriter writer(test::sample_options(index));
    CHECK_THROWS_AS(writer.add_paths({news}), Error);
    writer.refresh();
    writer.commit();
  }
  CHECK(contents(index).size() == 1);
}

TEST_CASE("pruning stays below the folder given") {
  const TempDir dir;
  dir.write("one/a.txt", "Story one\n\nIt is about the ceasefire.\n");
  dir.write("one-two/b.txt", "Story two\n\nIt is about the border.\n");
  const fs::path index = dir.path() / "index";
  run(index, dir.path() / "one");
  run(index, dir.path() / "one-two");
  fs::remove(dir.path() / "one-two" / "b.txt");
  dir.write("one-two/c.txt", "Story three\n\nIt is about the court.\n");
  CHECK(run(index, dir.path() / "one").removed == 0);
  CHECK(contents(index).size() == 2);
}

TEST_CASE("a record that changes its text is updated, one that leaves its file is removed") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  dir.write("n/r.jsonl",
            R"({"id":"a","title":"A","text":"about the ceasefire"}
{"id":"b","title":"B","text":"about the border"}
{"id":"c","title":"C","text":"about the court"}
)");
  CHECK(run(index, dir.path() / "n").added == 3);
  dir.write("n/r.jsonl",
            R"({"id":"a","title":"A","text":"about the ceasefire"}
{"id":"b","title":"B","text":"about the frontier of Ostmark"}
{"id":"d","title":"D","text":"about the rail line"}
)");
  CHECK(run(index, dir.path() / "n") == IndexCounts{1, 1, 1, 1, 0, 0});
  Searcher searcher(index);
  CHECK(searcher.search({.query = "frontier"}).hits.at(0).id == "b");
  CHECK_THROWS_AS(static_cast<void>(searcher.document("c")), Error);
}

TEST_CASE("the same id in two files is qualified by the file, and stays so") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  dir.write("n/one.jsonl", "{\"id\":\"7\",\"title\":\"One\",\"text\":\"about the ceasefire\"}\n");
  run(index, dir.path() / "n");
  dir.write("n/two.jsonl", "{\"id\":\"7\",\"title\":\"Two\",\"text\":\"about the border\"}\n");
  CHECK(run(index, dir.path() / "n") == IndexCounts{1, 0, 1, 0, 0, 0});
  Searcher searcher(index);
  CHECK(searcher.document("7").document.title == "One");
  CHECK(searcher.document("two:7").document.title == "Two");
  CHECK(run(index, dir.path() / "n") == IndexCounts{0, 0, 2, 0, 0, 0});
}

TEST_CASE("records of one file that share an id are all kept, the same ones each time") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  std::string records;
  for (int i = 0; i < 3000; ++i)
    records += "{\"id\":\"x\",\"text\":\"word" + std::to_string(i) + "\"}\n";
  dir.write("n/same.jsonl", records);
  CHECK(run(index, dir.path() / "n").added == 3000);
  Searcher searcher(index);
  CHECK(searcher.search({.query = "word2999"}).total == 1);
  CHECK(searcher.document("same:x#line-3000").document.text == "word2999");
  CHECK(run(index, dir.path() / "n").unchanged == 3000);
}

TEST_CASE("an index grown by small commits holds what one built at once holds") {
  const TempDir dir;
  const fs::path grown = dir.path() / "grown";
  const fs::path built = dir.path() / "built";
  test::put_documents(grown, 0, 200);
  for (unsigned first = 200; first < 260; first += 10) test::put_documents(grown, first, 10);
  test::put_documents(built, 0, 260);
  CHECK(contents(grown) == contents(built));
  SearchRequest request;
  request.query = "ceasefire Norwick";
  request.facets = {Field::kPerson, Field::kPlace, Field::kSource, Field::kMonth};
  request.facet_values = 0;
  Searcher a(grown);
  Searcher b(built);
  const SearchResults from_grown = a.search(request);
  const SearchResults from_built = b.search(request);
  CHECK(from_grown.total == from_built.total);
  REQUIRE(from_grown.facets.size() == from_built.facets.size());
  for (std::size_t i = 0; i < from_grown.facets.size(); ++i) {
    const Facet& left = from_grown.facets[i];
    const Facet& right = from_built.facets[i];
    REQUIRE(left.values.size() == right.values.size());
    for (std::size_t j = 0; j < left.values.size(); ++j) {
      CHECK(left.values[j].value == right.values[j].value);
      CHECK(left.values[j].count == right.values[j].count);
    }
  }
}

TEST_CASE("a writer that never commits changes nothing, and its closed shards are taken up") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  std::string records;
  for (unsigned number = 0; number < 2500; ++number) {
    records += "{\"id\":\"r" + std::to_string(number) + "\",\"text\":\"word" +
               std::to_string(number) + " and Norwick\"}\n";
  }
  dir.write("n/all.jsonl", records);
  {
    IndexWriter killed(test::sample_options(index));
    killed.add_paths({dir.path() / "n"});
  }
  CHECK(fs::exists(index / "staging"));
  CHECK_THROWS_AS(Searcher{index}, Error);
  const IndexCounts counts = run(index, dir.path() / "n");
  CHECK(counts.added == 2500);
  CHECK_FALSE(fs::exists(index / "staging"));
  Searcher searcher(index);
  CHECK(searcher.describe().documents == 2500);
  CHECK(searcher.search({.query = "word2499"}).total == 1);
  const Facet places = searcher.facet(Field::kPlace, {});
  REQUIRE(places.values.size() == 1);
  CHECK(places.values[0].count == 2500);
}

TEST_CASE("staged documents of a file that vanished meanwhile do not come back") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  std::string records;
  for (unsigned number = 0; number < 2500; ++number) {
    records += "{\"id\":\"r" + std::to_string(number) + "\",\"text\":\"word\"}\n";
  }
  dir.write("n/all.jsonl", records);
  dir.write("n/other.txt", "Other story\n\nIt is about the border.\n");
  {
    IndexWriter killed(test::sample_options(index));
    killed.add_paths({dir.path() / "n"});
  }
  fs::remove(dir.path() / "n" / "all.jsonl");
  run(index, dir.path() / "n");
  CHECK(contents(index).size() == 1);
}

TEST_CASE("removed documents are gone from totals, facets and look-ups") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 50);
  {
    IndexWriter writer(test::sample_options(index));
    CHECK(writer.remove("d7") == 1);
    CHECK(writer.remove("d7") == 0);
    CHECK(writer.remove("nobody") == 0);
    writer.commit();
  }
  Searcher searcher(index);
  CHECK(searcher.search({}).total == 49);
  CHECK_THROWS_AS(static_cast<void>(searcher.document("d7")), Error);
}

TEST_CASE("a document put twice in one run counts once, the last one wins") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  IndexWriter writer(test::sample_options(index));
  Document document = test::random_document(1);
  writer.put(document);
  document.text = "Something else entirely about turbines.";
  writer.put(document);
  writer.commit();
  Searcher searcher(index);
  CHECK(searcher.search({}).total == 1);
  CHECK(searcher.search({.query = "turbines"}).total == 1);
}

TEST_CASE("a rebuild starts from nothing and keeps the folders") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  dir.write("news/a.txt", "A story\n\nIt is about the ceasefire in Norwick.\n");
  run(index, dir.path() / "news");
  IndexOptions options = test::sample_options(index);
  options.rebuild = true;
  IndexWriter writer(std::move(options));
  writer.refresh();
  writer.commit();
  CHECK(writer.counts().added == 1);
  CHECK(contents(index).size() == 1);
}

TEST_CASE("a dry run counts and leaves no trace") {
  const TempDir dir;
  dir.write("news/a.txt", "A story\n\nIt is about the ceasefire in Norwick.\n");
  IndexOptions options = test::sample_options(dir.path() / "index");
  options.dry_run = true;
  IndexWriter writer(std::move(options));
  writer.add_paths({dir.path() / "news"});
  writer.commit();
  CHECK(writer.counts().added == 1);
  CHECK_FALSE(fs::exists(dir.path() / "index"));
}

/// All facets of an index as text.
std::string facets_of(const fs::path& index) {
  Searcher searcher(index);
  std::string text;
  for (const Field field : {Field::kPerson, Field::kPlace, Field::kOrg}) {
    for (const FacetValue& value : searcher.facet(field, {}).values) {
      text += value.value + " " + std::to_string(value.count);
      for (const FacetVariant& variant : value.variants) {
        text += "|" + variant.name + " " + std::to_string(variant.count) + " " + variant.rule;
      }
      text += "\n";
    }
  }
  return text;
}

void correct(const fs::path& index, const std::string& corrections) {
  IndexWriter writer(test::sample_options(index));
  writer.set_corrections(corrections);
  writer.commit();
}

TEST_CASE("corrections change facets and filters without reading documents, and can be undone") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 120);
  const std::string before = facets_of(index);
  correct(index,
          "merge person \"Ada Brook\" \"Cara Dunn\"  # one person\n"
          "hide place Ostmark\n"
          "rename org \"Harbour Trust\" \"The Trust\"\n"
          "alias place \"The Town\" Norwick\n");
  const std::string after = facets_of(index);
  CHECK(after != before);
  CHECK(after.find("Ostmark") == std::string::npos);
  CHECK(after.find("The Trust") != std::string::npos);
  Searcher searcher(index);
  const auto total = [&](Field field, const char* name) {
    SearchRequest request;
    request.filters.with = {{field, name}};
    request.exact_total = true;
    return searcher.search(request).total;
  };
  CHECK(total(Field::kPerson, "Ada Brook") == total(Field::kPerson, "Cara Dunn"));
  CHECK(total(Field::kPlace, "The Town") == total(Field::kPlace, "Norwick"));
  CHECK(total(Field::kOrg, "The Trust") == total(Field::kOrg, "Harbour Trust"));
  CHECK(total(Field::kOrg, "The Trust") > 0);

  // They stay through changes in place and new generations.
  test::put_documents(index, 120, 5);
  CHECK(facets_of(index).find("Ostmark") == std::string::npos);
  test::put_documents(index, 0, 500);
  CHECK(facets_of(index).find("Ostmark") == std::string::npos);
}

TEST_CASE("undoing corrections restores the facets to the byte") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 120);
  const std::string before = facets_of(index);
  correct(index, "merge person \"Ada Brook\" \"Cara Dunn\"\nalias person X \"Boris Quill\"\n");
  CHECK(facets_of(index) != before);
  correct(index, "");
  CHECK(facets_of(index) == before);
}

TEST_CASE("corrections that speak of nobody are noted by their lines, and wait") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 20);
  std::vector<std::string> notes;
  const auto correct_with_notes = [&] {
    IndexOptions options = test::sample_options(index);
    options.events.note = [&](const std::string& note) { notes.push_back(note); };
    IndexWriter writer(std::move(options));
    writer.set_corrections("# people\n\nhide person \"Zed\"\nhide place Ostmark\n");
    writer.commit();
    writer.commit();
  };
  const std::vector<std::string> expected = {
      "corrections, line 3: no person is called \"Zed\"; the correction waits until a document "
      "names one"};
  correct_with_notes();
  CHECK(notes == expected);
  notes.clear();
  correct_with_notes();  // the index has them already
  CHECK(notes == expected);
}

TEST_CASE("a wrong line of corrections is named and changes nothing") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 20);
  const std::string before = facets_of(index);
  try {
    correct(index, "hide place Ostmark\nmarry person A B\n");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kInvalidArgument);
    CHECK(std::string(error.what()).find("line 2") != std::string::npos);
  }
  CHECK(facets_of(index) == before);
}

TEST_CASE("a searcher that is open sees the commits that follow, in place and by generation") {
  const TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 100);
  Searcher searcher(index);
  std::uint64_t revision = 0;
  unsigned documents = 100;
  for (const unsigned count : {3U, 1U, 500U, 2U, 40U}) {
    test::put_documents(index, documents, count);
    documents += count;
    const SearchResults results = searcher.search({});
    CHECK(results.total == documents);
    CHECK(results.revision > revision);
    revision = results.revision;
  }
}

}  // namespace
}  // namespace ksearch
