#include "cli/search_text.h"

#include <doctest/doctest.h>

#include <chrono>
#include <sstream>
#include <string>

#include "cli/marked_text.h"
#include "tests/cli/sample_results.h"

using namespace ksearch;
using namespace ksearch::cli;
using namespace std::chrono_literals;

namespace {

std::string text(const SearchResults& results, const SearchRequest& request,
                 const TextStyle& style) {
  return text_results({.request = request,
                       .results = results,
                       .took = 3100us,
                       .batch_id = {},
                       .dominant_language = "en"},
                      style);
}

TextStyle style_of(std::size_t width) {
  TextStyle style;
  style.terminal.width = width;
  return style;
}

}  // namespace

TEST_CASE("results read well at 80 columns") {
  CHECK(text(test::sample_results(), test::sample_request(), style_of(80)) ==
        R"(12 documents in 3.1 ms

1  Medinsky leaves Istanbul without a ceasefire
   The Courier · 2025-05-16 14:05
   Mr Medinsky said that a ceasefire was not on the table this week, and left.
   …and that the delegations had agreed to meet again in…
   Vladimir Medinsky, Rustem Umerov · Istanbul · Kremlin
   /news/talks one.txt

2  =Pourparlers \x1b[2J "sans" issue, dit-on
   Le Fil · 2025-06-02 · fr · and 2 copies
   Le cessez-le-feu attendra.
   https://example.org/pourparlers

People                   Places
11  Vladimir Medinsky    12  Istanbul
 3  Rustem Umerov
    4 more
)");
}

TEST_CASE("a passage of a document of pages says on which page it is") {
  SearchResults results = test::sample_results();
  for (Snippet& snippet : results.hits[0].snippets) snippet.page = 12;
  const std::string shown = text(results, test::sample_request(), style_of(80));
  CHECK(shown.find("   p. 12: Mr Medinsky said") != std::string::npos);
  CHECK(shown.find("   p. 12: …and that the") != std::string::npos);
}

TEST_CASE("results fit 40 columns, links aside") {
  CHECK(text(test::sample_results(), test::sample_request(), style_of(40)) ==
        R"(12 documents in 3.1 ms

1  Medinsky leaves Istanbul without a
   ceasefire
   The Courier · 2025-05-16 14:05
   Mr Medinsky said that a ceasefire was
   not on the table this week, and left.
   …and that the delegations had agreed
   to meet again in…
   Vladimir Medinsky · Istanbul · Kreml…
   /news/talks one.txt

2  =Pourparlers \x1b[2J "sans" issue,
   dit-on
   Le Fil · 2025-06-02 · fr · and 2 cop…
   Le cessez-le-feu attendra.
   https://example.org/pourparlers

People                   Places
11  Vladimir Medinsky    12  Istanbul
 3  Rustem Umerov
    4 more
)");
}

TEST_CASE("no line of any width is longer than the terminal when links can be cut") {
  for (std::size_t width = 20; width <= 140; width += 10) {
    TextStyle style = style_of(width);
    style.terminal.color = true;
    std::istringstream lines(text(test::sample_results(), test::sample_request(), style));
    for (std::string line; std::getline(lines, line);) {
      std::string visible;
      for (std::size_t i = 0; i < line.size();) {
        if (line.compare(i, 2, "\x1b[") == 0) {
          i = line.find('m', i) + 1;
        } else if (line.compare(i, 2, "\x1b]") == 0) {
          i = line.find("\x1b\\", i) + 2;
        } else {
          visible += line[i++];
        }
      }
      CHECK_MESSAGE(display_width(visible) <= width, visible);
    }
  }
}

TEST_CASE("with colour the matches, the title and the links stand out") {
  TextStyle style = style_of(80);
  style.terminal.color = true;
  const std::string shown = text(test::sample_results(), test::sample_request(), style);
  CHECK(shown.find("Mr \x1b[1;31mMedinsky\x1b[0m said that a \x1b[1;31mceasefire\x1b[0m was") !=
        std::string::npos);
  CHECK(shown.find("\x1b[1m leaves Istanbul without a \x1b[0m") != std::string::npos);
  CHECK(shown.find("\x1b]8;;file:///news/talks%20one.txt\x1b\\") != std::string::npos);
  CHECK(shown.find("\x1b]8;;https://example.org/pourparlers\x1b\\") != std::string::npos);
}

TEST_CASE("an explanation says what matched, why, and what it weighed") {
  SearchRequest request = test::sample_request();
  request.explain = true;
  TextStyle style = style_of(80);
  style.parsed = true;
  const std::string shown = text(test::sample_results(), request, style);
  CHECK(shown.find("read as: Medinsky ceasefire\n") != std::string::npos);
  CHECK(shown.find("   id a1, score 7.5000\n") != std::string::npos);
  CHECK(shown.find("    62.5 %  ceasefire: ceasefire (same stem)\n") != std::string::npos);
}

TEST_CASE("the headline tells estimates, singles and offsets") {
  SearchResults results = test::sample_results();
  SearchRequest request = test::sample_request();
  results.total = 1234;
  results.total_is_exact = false;
  CHECK(text(results, request, style_of(80)).starts_with("about 1,234 documents in 3.1 ms\n"));
  results.total = 1;
  results.total_is_exact = true;
  CHECK(text(results, request, style_of(80)).starts_with("1 document in 3.1 ms\n"));
  request.offset = 10;
  results.hits[0].rank = 11;
  results.total = 12;
  CHECK(text(results, request, style_of(80))
            .starts_with("12 documents, shown from number 11, in 3.1 ms\n"));
  TextStyle quiet = style_of(80);
  quiet.headline = false;
  CHECK(text(results, request, quiet).starts_with("11  Medinsky"));
}

TEST_CASE("a document without a headline goes by its file or id") {
  SearchResults results = test::sample_results();
  results.hits[0].title.clear();
  results.hits[0].title_highlights.clear();
  results.hits[1].title.clear();
  const std::string shown = text(results, test::sample_request(), style_of(80));
  CHECK(shown.find("\n1  talks one.txt\n") != std::string::npos);
  CHECK(shown.find("\n2  b 2\n") != std::string::npos);
}
