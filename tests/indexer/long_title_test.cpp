#include "indexer/long_title.h"

#include <doctest/doctest.h>

#include <cctype>
#include <string>
#include <utility>

#include "indexer/readers/text_lines.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST_CASE("a title is cut after the last word that fits") {
  const std::pair<std::string, std::string> cases[] = {
      {"", ""},
      {repeated("a", 300), repeated("a", 300)},
      {repeated("é", 300), repeated("é", 300)},
      {repeated("a", 301), repeated("a", 300)},
      {repeated("水", 400), repeated("水", 300)},
      {repeated("word ", 60) + "more", repeated("word ", 59) + "word"},
      {repeated("a", 300) + " b", repeated("a", 300)},
      {"one " + repeated("a", 300), "one"},
  };
  for (const auto& [title, expected] : cases) {
    CAPTURE(title);
    Document document;
    document.title = title;
    limit_title(document);
    CHECK(document.title == expected);
  }
}

TEST_CASE("a long title that is part of the text is cut there, and the text stays") {
  Document document;
  document.text = "Page 1\n" + repeated("long\n  headline ", 50) + "\n\nThe story.";
  document.title_span = Span{7, document.text.find("\n\nThe")};
  document.title = collapsed(slice(document.text, *document.title_span));
  const std::string text = document.text;
  limit_title(document);
  CHECK(document.text == text);
  CHECK(document.title == collapsed(slice(text, *document.title_span)));
  CHECK(document.title.starts_with("long headline long"));
  CHECK(std::isspace(static_cast<unsigned char>(text[document.title_span->end])) != 0);
  CHECK(document.title.size() <= kMaxTitleChars);
  CHECK(document.title_span->begin == 7);
}

TEST_CASE("a long title that is not part of the text becomes its first paragraph") {
  Document document;
  document.title = repeated("headline ", 50) + "end";
  document.text = "Share\n\nThe story.";
  document.furniture = {{0, 5}};
  document.pages = {0, 7};
  const std::string whole = document.title;
  limit_title(document);
  CHECK(document.text == whole + "\n\nShare\n\nThe story.");
  REQUIRE(document.title_span.has_value());
  CHECK(slice(document.text, *document.title_span) == document.title);
  CHECK(slice(document.text, document.furniture[0]) == "Share");
  CHECK(document.pages[0] == 0);
  CHECK(document.text.substr(document.pages[1]) == "The story.");
}

TEST_CASE("a hit carries a title of bounded length and all its words are found") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  Document document;
  document.id = "1";
  document.title = repeated("harbour ", 100000) + "lighthouse";
  document.text = "The story.";
  writer.put(document);
  writer.commit();
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.query = "lighthouse";
  const SearchResults results = searcher.search(request);
  REQUIRE(results.hits.size() == 1);
  CHECK(results.hits[0].title.size() <= kMaxTitleChars);
  request.query = "title:lighthouse";
  CHECK(searcher.search(request).total == 0);
  request.query = "title:harbour";
  CHECK(searcher.search(request).total == 1);
}

}  // namespace
}  // namespace ksearch
