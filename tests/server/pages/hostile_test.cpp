// Hostile texts wherever text reaches a page: titles, bodies, sources, names of people, queries.
// The pages are read back by a small HTML reader: had one of the texts become mark-up, there would
// be an element, an attribute or an address that the pages do not have.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "server/html_escape.h"
#include "server/pages/page.h"
#include "tests/support/collection.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

std::vector<std::string> hostile_texts() {
  std::ifstream file(test::source_folder() / "tests/support/hostile.json");
  return nlohmann::json::parse(file).get<std::vector<std::string>>();
}

struct Tag {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
};

/// The start tags of a page that writes every attribute as name="value" or name alone.
std::vector<Tag> start_tags(std::string_view html) {
  std::vector<Tag> tags;
  const std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    ++at;
    if (html[at] == '/' || html[at] == '!') continue;
    const auto word = [&] {
      const std::size_t end = html.find_first_not_of(letters, at);
      std::string result(html.substr(at, end - at));
      at = end;
      return result;
    };
    Tag tag{word(), {}};
    while (html[at] == ' ') {
      ++at;
      std::string name = word();
      std::string value;
      if (html.substr(at, 2) == "=\"") {
        const std::size_t end = html.find('"', at + 2);
        value = html.substr(at + 2, end - at - 2);
        at = end + 1;
      }
      tag.attributes.emplace_back(std::move(name), std::move(value));
    }
    CAPTURE(tag.name);
    REQUIRE(html[at] == '>');
    tags.push_back(std::move(tag));
  }
  return tags;
}

void check_harmless(const HttpResponse& page) {
  static const std::set<std::string> kTags = {
      "a",      "article", "aside",  "bdi",    "blockquote", "body",  "br",    "button",    "code",
      "dd",     "details", "dialog", "div",    "dl",         "dt",    "em",    "figure",    "form",
      "h1",     "h2",      "head",   "header", "html",       "input", "kbd",   "label",     "li",
      "link",   "main",    "mark",   "meta",   "nav",        "ol",    "p",     "pre",       "rect",
      "script", "section", "span",   "strong", "summary",    "svg",   "table", "tbody",     "td",
      "text",   "th",      "thead",  "time",   "title",      "tr",    "ul",    "figcaption"};
  for (const Tag& tag : start_tags(page.body)) {
    CAPTURE(tag.name);
    CHECK(kTags.contains(tag.name));
    for (const auto& [name, value] : tag.attributes) {
      CAPTURE(name);
      CAPTURE(value);
      CHECK_FALSE(name.starts_with("on"));
      CHECK(name != "style");
      if (name != "href" && name != "src" && name != "action") continue;
      const bool local = value.starts_with("/") && !value.starts_with("//");
      CHECK((local || value.starts_with("#") || value.starts_with("https://")));
      if (tag.name == "script" || tag.name == "link") CHECK(value.starts_with("/static/"));
    }
  }
}

HttpResponse get(Searcher& searcher, std::string path, NamedValues parameters) {
  return page_response(
      {.method = "GET", .path = std::move(path), .parameters = std::move(parameters)}, searcher);
}

bool holds(const HttpResponse& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("there are at least 30 hostile texts") { CHECK(hostile_texts().size() >= 30); }

TEST_CASE("hostile texts stay text on every page") {
  const std::vector<std::string> texts = hostile_texts();
  std::vector<test::ListRecognizer::Name> names;
  for (const std::string& text : texts) names.push_back({text, EntityType::kPerson});
  const test::ListRecognizer recognizer(names);
  const test::TempDir folder;
  IndexOptions options = test::sample_options(folder.path() / "index");
  options.recognizer = &recognizer;
  {
    IndexWriter writer(options);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Document document;
      document.id = "id " + texts[i];
      document.title = texts[i];
      document.text = "A hostile text: " + texts[i] + " was here.";
      document.source = texts[i];
      document.authors = {texts[i]};
      document.url = i % 2 == 0 ? texts[i] : "https://example.com/" + texts[i];
      document.language = "en";
      writer.put(std::move(document));
    }
    writer.commit();
  }
  Searcher searcher(folder.path() / "index");
  check_harmless(get(searcher, "/", {}));
  for (const char* field : {"person", "source"}) {
    check_harmless(get(searcher, "/facet", {{"field", field}}));
  }
  SearchRequest everything;
  everything.limit = 0;
  for (const Hit& hit : searcher.search(everything).hits) {
    CAPTURE(hit.title);
    const HttpResponse document = get(searcher, "/document", {{"id", hit.id}, {"q", "hostile"}});
    REQUIRE(document.status == 200);
    check_harmless(document);
    CHECK(holds(document, html_escape(hit.title)));
    check_harmless(
        get(searcher, "/search", {{"q", hit.title}, {"without", "person=" + hit.title}}));
    check_harmless(
        get(searcher, "/search", {{"q", "hostile"}, {"source", hit.source}, {"since", hit.title}}));
    check_harmless(get(searcher, "/facet", {{"field", hit.title}, {"match", hit.title}}));
    check_harmless(get(searcher, hit.title, {{hit.title, hit.title}}));
    for (const std::string& person : hit.person) {
      const HttpResponse page = get(searcher, "/entity", {{"field", "person"}, {"name", person}});
      REQUIRE(page.status == 200);
      check_harmless(page);
      CHECK(holds(page, "<h1><bdi>" + html_escape(person) + "</bdi></h1>"));
    }
  }
}

}  // namespace ksearch
