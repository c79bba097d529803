#include "ksearch/synonyms.h"

#include <doctest/doctest.h>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

std::string joined(const std::vector<std::string>& entries) {
  std::string text;
  for (const std::string& entry : entries) text += "[" + entry + "]";
  return text;
}

std::string problem_of(std::string_view text) {
  try {
    static_cast<void>(Synonyms::parse(text));
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kInvalidArgument);
    return error.what();
  }
  return {};
}

TEST_CASE("a group stands for each of its entries, an arrow goes one way") {
  const Synonyms synonyms = Synonyms::parse(
      "\xef\xbb\xbf# wars\nceasefire, truce , cease fire\r\n\npm, premier => prime minister\n"
      "Truce, armistice\n");
  CHECK(joined(synonyms.of("ceasefire")) == "[truce][cease fire]");
  CHECK(joined(synonyms.of("TRUCE")) == "[ceasefire][cease fire][armistice]");
  CHECK(joined(synonyms.of("Cease-fire")) == "[ceasefire][truce]");
  CHECK(joined(synonyms.of("premier")) == "[prime minister]");
  CHECK(synonyms.of("prime minister").empty());
  CHECK(synonyms.of("war").empty());
  CHECK(Synonyms::parse("# nothing\n").empty());
}

TEST_CASE("a bad line is named with its number") {
  CHECK(problem_of("a, b\nalone\n") == "line 2 has one entry alone; write: ceasefire, truce");
  CHECK(problem_of("a, , b") ==
        "line 1 has an entry without a letter or digit; write: ceasefire, truce");
  CHECK(problem_of("a => b => c") == "line 1 has a second =>");
  CHECK(problem_of("=> b") ==
        "line 1 has an entry without a letter or digit; write: ceasefire, truce");
  CHECK(problem_of("a, b\n\xff, c") == "line 2 is not UTF-8");
}

TEST_CASE("synonyms find, mark and explain") {
  const test::TempDir dir;
  {
    IndexWriter writer(test::sample_options(dir.path() / "index"));
    const char* const texts[] = {"The truce holds.", "A ceasefire holds.",
                                 "They cease fire at dawn.", "Grain prices rose."};
    for (std::size_t i = 0; i < std::size(texts); ++i) {
      Document document;
      document.id = std::to_string(i);
      document.language = "en";
      document.text = texts[i];
      writer.put(document);
    }
    writer.commit();
  }
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.query = "truce";
  request.explain = true;
  request.synonyms =
      std::make_shared<const Synonyms>(Synonyms::parse("truce, ceasefire, cease fire\n"));
  const SearchResults results = searcher.search(request);
  CHECK(results.total == 3);
  for (const Hit& hit : results.hits) {
    CAPTURE(hit.id);
    REQUIRE(hit.reasons.size() == 1);
    CHECK(hit.reasons[0].query_part == "truce");
    CHECK(hit.reasons[0].rule == (hit.id == "0" ? "same stem" : "synonym"));
    CHECK(hit.reasons[0].weight == doctest::Approx(1));
    CHECK(hit.snippets.at(0).highlights.size() == 1);
  }
  request.query = "=truce";
  CHECK(searcher.search(request).total == 1);
  request.query = "truce";
  request.exact = true;
  CHECK(searcher.search(request).total == 1);
}

TEST_CASE("the shares of synonyms make up the score where words stand in the title too") {
  const test::TempDir dir;
  {
    IndexWriter writer(test::sample_options(dir.path() / "index"));
    const char* const titles[] = {"Truce", "Truce and ceasefire", "Grain", "Wheat", "Talks"};
    for (std::size_t i = 0; i < std::size(titles); ++i) {
      Document document;
      document.id = std::to_string(i);
      document.language = "en";
      document.title = titles[i];
      document.text = std::string(titles[i]) + " in the news. The truce, or ceasefire, holds.";
      writer.put(document);
    }
    writer.commit();
  }
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.explain = true;
  request.synonyms = std::make_shared<const Synonyms>(Synonyms::parse("truce, ceasefire\n"));
  for (const char* query : {"truce", "truce talks", "truce truce", "+truce grain"}) {
    request.query = query;
    for (const Hit& hit : searcher.search(request).hits) {
      CAPTURE(query);
      CAPTURE(hit.id);
      double sum = 0;
      for (const MatchReason& reason : hit.reasons) sum += reason.weight;
      CHECK(sum == doctest::Approx(1));
    }
  }
}

}  // namespace
}  // namespace ksearch
