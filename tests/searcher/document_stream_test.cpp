#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "ksearch/searcher.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

/// A document as a TextSink gets it, put together.
struct Streamed {
  StoredDocument head;
  std::string text;
  std::vector<Span> highlights;
  std::size_t longest_piece = 0;
  bool whole_lines = true;
};

Streamed streamed(Searcher& searcher, const std::string& id, const SearchRequest& request) {
  Streamed result;
  TextSink sink;
  sink.begin = [&](const StoredDocument& head) { result.head = head; };
  sink.text = [&](std::string_view piece, const std::vector<Span>& highlights) {
    if (!result.text.empty()) result.whole_lines &= result.text.ends_with('\n');
    for (const Span span : highlights) {
      CHECK(span.end <= piece.size());
      result.highlights.push_back({span.begin + result.text.size(), span.end + result.text.size()});
    }
    result.text += piece;
    result.longest_piece = std::max(result.longest_piece, piece.size());
    return true;
  };
  searcher.document(id, request, sink);
  return result;
}

/// Random words of `random_document()`, with `between` after each of some.
std::string long_text(std::size_t bytes, const std::vector<std::string>& between) {
  const std::vector<std::string> words = {"ceasefire", "talks",   "peace", "cease-fire", "grain",
                                          "Ada Brook", "Norwick", "the",   "of",         "Türkiye"};
  std::mt19937 random(7);
  std::string text;
  while (text.size() < bytes) {
    text += words[random() % words.size()] + between[random() % between.size()];
  }
  return text;
}

TEST_CASE("a document piece by piece is the document at once") {
  const test::TempDir dir;
  const std::vector<std::string> texts = {
      "",
      "Short talks.",
      long_text(400'000, {" ", " ", " ", ", ", "\n", ". ", "\n\n"}),
      long_text(3'000'000, {" ", " ", "-"}),
      "Norwick" + std::string(300'000, 'x') + " talks\n",
  };
  {
    IndexWriter writer(test::sample_options(dir.path() / "index"));
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Document document;
      document.id = std::to_string(i);
      document.language = "en";
      document.title = "Peace talks";
      document.text = texts[i];
      writer.put(document);
    }
    writer.commit();
  }
  Searcher searcher(dir.path() / "index");
  for (const char* query :
       {"", "talks", "the", "ceasefire grain", "\"peace talks\"", "\"talks of the grain peace\"",
        "peace NEAR/30 grain", "cease-fire", "person:\"Ada Brook\" talks", "title:peace nosuch",
        "place:Norwick NEAR/9 talks"}) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CAPTURE(query);
      CAPTURE(i);
      SearchRequest request;
      request.query = query;
      const StoredDocument whole = searcher.document(std::to_string(i), request);
      const Streamed pieces = streamed(searcher, std::to_string(i), request);
      CHECK((pieces.text == whole.document.text));
      CHECK((pieces.highlights == whole.highlights));
      CHECK(pieces.head.title_highlights == whole.title_highlights);
      CHECK(pieces.head.document.title == whole.document.title);
      CHECK(pieces.head.document.text.empty());
      CHECK(pieces.longest_piece < (std::size_t{3} << 19));
      CHECK((pieces.whole_lines || i == 3));
    }
  }
}

TEST_CASE("a sink ends the reading of a document") {
  const test::TempDir dir;
  {
    IndexWriter writer(test::sample_options(dir.path() / "index"));
    Document document;
    document.id = "long";
    document.text = long_text(500'000, {" ", "\n"});
    writer.put(document);
    writer.commit();
  }
  Searcher searcher(dir.path() / "index");
  int pieces = 0;
  TextSink sink;
  sink.begin = [](const StoredDocument&) {};
  sink.text = [&](std::string_view, const std::vector<Span>&) { return ++pieces < 2; };
  searcher.document("long", {}, sink);
  CHECK(pieces == 2);
  CHECK_THROWS_AS(searcher.document("nosuch", {}, sink), Error);
}

}  // namespace
}  // namespace ksearch
