#include "server/pages/page.h"

#include <doctest/doctest.h>

#include "tests/support/collection.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

HttpRequest request_of(std::string path, NamedValues parameters = {}) {
  return {.method = "GET", .path = std::move(path), .parameters = std::move(parameters)};
}

/// The pages of an index of the sample collection, made once.
class SamplePages {
 public:
  SamplePages() : searcher_(indexed(folder_.path() / "index")) {}

  HttpResponse get(std::string path, NamedValues parameters = {}) {
    return page_response(request_of(std::move(path), std::move(parameters)), searcher_);
  }
  Searcher& searcher() { return searcher_; }

 private:
  static std::filesystem::path indexed(const std::filesystem::path& directory) {
    IndexOptions options;
    options.directory = directory;
    options.jobs = 2;
    IndexWriter writer(options);
    writer.add_paths({test::source_folder() / "corpus"});
    writer.commit();
    return directory;
  }

  test::TempDir folder_;
  Searcher searcher_;
};

SamplePages& sample() {
  static SamplePages pages;
  return pages;
}

bool holds(const HttpResponse& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("a search shows hits, passages with marks, and facets with counts") {
  const HttpResponse page = sample().get("/search", {{"q", "Medinsky ceasefire"}});
  CHECK(page.status == 200);
  CHECK(page.content_type == "text/html; charset=utf-8");
  SearchRequest request;
  request.query = "Medinsky ceasefire";
  request.facets = {Field::kPerson};
  const SearchResults results = sample().searcher().search(request);
  CHECK(holds(page, "<strong>" + std::to_string(results.total) + " documents</strong>"));
  CHECK(count_of(page.body, "<article class=\"hit\">") == 10);
  CHECK(holds(page, "<mark>ceasefire</mark>"));
  CHECK(holds(page,
              "title=\"Only Vladimir Putin\" href=\"/search?q=Medinsky%20ceasefire"
              "&amp;person=Vladimir%20Putin\""));
  CHECK(
      holds(page, "href=\"/search?q=Medinsky%20ceasefire&amp;without=person%3DVladimir%20Putin\""));
}

TEST_CASE("an address written by hand needs no path") {
  const NamedValues parameters = {{"q", "ceasefire"}};
  CHECK(sample().get("/", parameters).body == sample().get("/search", parameters).body);
}

TEST_CASE("a condition is a chip that can be taken out") {
  const HttpResponse page =
      sample().get("/search", {{"q", "ceasefire"}, {"place", "Istanbul"}, {"since", "2025-05"}});
  CHECK(holds(page, "aria-label=\"Take out: Istanbul\""));
  CHECK(holds(page, "href=\"/search?q=ceasefire&amp;since=2025-05\""));
  CHECK(holds(page, "from May 2025"));
  CHECK(holds(page, "<li class=\"value chosen\">"));
}

TEST_CASE("the next page goes on where this one ends") {
  const HttpResponse page = sample().get("/search", {{"q", "ceasefire"}});
  CHECK(holds(page, "rel=\"next\" href=\"/search?q=ceasefire&amp;offset=10\""));
  const HttpResponse next = sample().get("/search", {{"q", "ceasefire"}, {"offset", "10"}});
  CHECK(holds(next, "<ol class=\"hits\" start=\"11\">"));
  CHECK(holds(next, "rel=\"prev\" href=\"/search?q=ceasefire\""));
}

TEST_CASE("a query that cannot be read is shown with what is wrong") {
  const HttpResponse page = sample().get("/search", {{"q", "talks nosuch:x"}});
  CHECK(page.status == 400);
  CHECK(holds(page, "talks <mark class=\"wrong\">nosuch</mark>:x"));
  CHECK(holds(page, "value=\"talks nosuch:x\""));
}

TEST_CASE("a search without hits says what to try") {
  const HttpResponse page = sample().get("/search", {{"q", "zzzqqq"}, {"place", "Istanbul"}});
  CHECK(page.status == 200);
  CHECK(holds(page, "Nothing matches"));
  CHECK(holds(page, "Take out a condition above."));
}

TEST_CASE(
    "a query that finds nothing is answered with a likelier spelling, which the page is about") {
  const HttpResponse page = sample().get("/search", {{"q", "zelenskky"}, {"plain", "1"}});
  CHECK(holds(page,
              "Showing results for <a href=\"/search?q=zelenskiy\"><bdi>zelenskiy</bdi></a>. "
              "No results for <bdi>zelenskky</bdi>."));
  CHECK(holds(page, "value=\"zelenskiy\""));
  CHECK(holds(page, "class=\"bar\" aria-label="));
  CHECK(holds(page, "href=\"/search?q=zelenskiy&amp;person=Vladimir%20Putin\""));
  CHECK(holds(page, "href=\"/api/v1/search?q=zelenskiy&amp;format=csv\""));
  CHECK_FALSE(holds(page, "q=zelenskky"));
}

TEST_CASE("a likelier spelling is offered where it finds more") {
  const HttpResponse page =
      sample().get("/search", {{"q", "ceasefyre medinski"}, {"place", "Istanbul"}});
  CHECK(holds(page,
              "Did you mean <a href=\"/search?place=Istanbul&amp;q=ceasefire%20medinski\"><bdi>"
              "ceasefire medinski</bdi></a>?"));
  CHECK(holds(page, "value=\"ceasefyre medinski\""));
  CHECK_FALSE(holds(page, "No document has"));
}

TEST_CASE("a word that no document has is told, with hits and without") {
  const HttpResponse with = sample().get("/search", {{"q", "zzzqqq talks"}});
  CHECK(holds(with, "No document has <strong><bdi>zzzqqq</bdi></strong>."));
  CHECK(holds(with, "<article class=\"hit\">"));
  const HttpResponse without = sample().get("/search", {{"q", "medinskj AND zzzqqq"}});
  CHECK(holds(without, "Nothing matches"));
  CHECK(holds(without, "<li>No document has <strong><bdi>zzzqqq</bdi></strong>.</li>"));
  CHECK(holds(without, "<a href=\"/search?q=medinski%20AND%20zzzqqq\"><bdi>medinski</bdi></a>"));
  // The bytes of a word of a phrase are those of the phrase.
  const HttpResponse phrase = sample().get("/search", {{"q", "\"prisonr zzzqqq\""}});
  CHECK(holds(phrase, "Like it: <bdi>prisoner</bdi>"));
}

TEST_CASE("each bar of the timeline leads to the documents it counts") {
  SearchRequest request;
  request.query = "Medinsky ceasefire";
  const HttpResponse page = sample().get("/search", {{"q", request.query}});
  const Timeline timeline = sample().searcher().timeline(request, TimeUnit::kWeek);
  REQUIRE(timeline.bars.size() > 2);
  for (const TimelineBar& bar : timeline.bars) {
    CAPTURE(bar.period);
    const std::string link = "since=" + bar.period + "&amp;until=" + bar.period + "\"";
    CHECK(holds(page, link) == (bar.count > 0));
    SearchRequest within = request;
    within.filters.since = within.filters.until = bar.period;
    CHECK(sample().searcher().search(within).total == bar.count);
  }
}

TEST_CASE("a person has a page with names, rules, company and evidence") {
  const HttpResponse page =
      sample().get("/entity", {{"field", "person"}, {"name", "Vladimir Medinski"}});
  CHECK(page.status == 200);
  CHECK(holds(page, "<h1><bdi>Vladimir Medinsky</bdi></h1>"));
  CHECK(holds(page, "Володимир Мединський"));
  CHECK(holds(page, "own name"));
  CHECK(holds(page, "Named together"));
  CHECK(holds(page, "<mark>Vladimir Medinsky</mark>"));
  CHECK(holds(page, "href=\"/search?person=Vladimir%20Medinsky\""));
  CHECK(sample().get("/entity", {{"field", "person"}, {"name", "Nobody Atall"}}).status == 404);
  CHECK(sample().get("/entity", {{"field", "type"}, {"name", "text"}}).status == 404);
}

TEST_CASE("a document is found by its id and not by a path") {
  SearchRequest request;
  request.limit = 1;
  const Hit hit = sample().searcher().search(request).hits.front();
  CHECK(sample().get("/document", {{"id", hit.id}}).status == 200);
  CHECK(sample().get("/document", {{"id", hit.path}}).status == 404);
}

TEST_CASE("a document shows its text with all matches numbered") {
  SearchRequest request;
  request.query = "Medinsky";
  const Hit hit = sample().searcher().search(request).hits.front();
  const std::size_t matches = sample().searcher().document(hit.id, request).highlights.size();
  REQUIRE(matches > 0);
  const HttpResponse page = sample().get("/document", {{"q", "Medinsky"}, {"id", hit.id}});
  CHECK(page.status == 200);
  CHECK(holds(page, "<mark id=\"match-1\">"));
  CHECK(count_of(page.body, "<mark id=\"match-") == count_of(page.body, "href=\"#match-"));
  CHECK(holds(page, "<a id=\"back\" href=\"/search?q=Medinsky\">"));
}

TEST_CASE("all values of a facet are listed, and looked for by a word") {
  const HttpResponse all = sample().get("/facet", {{"field", "person"}});
  const Facet facet = sample().searcher().facet(Field::kPerson, {});
  CHECK(count_of(all.body, "class=\"pick\"") == facet.values.size());
  const HttpResponse some = sample().get("/facet", {{"field", "person"}, {"match", "zelensky"}});
  CHECK(holds(some, "Volodymyr Zelensky"));
  CHECK_FALSE(holds(some, "Vladimir Putin"));
  CHECK(sample().get("/facet", {{"field", "nosuch"}}).status == 400);
}

TEST_CASE("what is not there is not found") {
  CHECK(sample().get("/nosuch").status == 404);
  CHECK(sample().get("/document", {{"id", "nosuch"}}).status == 404);
  CHECK(sample().get("/document").status == 404);
}

TEST_CASE("an empty index asks for documents") {
  const test::TempDir folder;
  { IndexWriter(test::sample_options(folder.path() / "index")).commit(); }
  Searcher searcher(folder.path() / "index");
  const HttpResponse page = page_response(request_of("/"), searcher);
  CHECK(page.status == 200);
  CHECK(holds(page, "Nothing is indexed yet"));
}

TEST_CASE("no page has inline script or style") {
  for (const char* path : {"/", "/search", "/facet", "/help"}) {
    CAPTURE(path);
    const HttpResponse page = sample().get(path, {{"q", "ceasefire"}, {"field", "place"}});
    CHECK_FALSE(holds(page, " style="));
    CHECK_FALSE(holds(page, "<style"));
    CHECK(count_of(page.body, "<script") == 2);
    CHECK(count_of(page.body, "<script src=\"/static/") +
              count_of(page.body, "<script type=\"module\" src=\"/static/") ==
          2);
  }
}

}  // namespace ksearch
