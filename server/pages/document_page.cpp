#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "common/dates.h"
#include "server/pages/document_text.h"
#include "server/pages/facet_list.h"
#include "server/pages/layout.h"
#include "server/pages/pages.h"
#include "server/pages/parts.h"
#include "server/pages/response.h"
#include "server/pages/results.h"
#include "server/pages/words.h"

namespace ksearch::pages {
namespace {

constexpr std::size_t kSimilar = 5;

/// Links to the matches by number. With scripts two buttons walk through them as well.
Html match_links(std::size_t count) {
  Html numbers;
  for (std::size_t i = 1; i <= count; ++i) {
    numbers += element(
        "li", {},
        {element("a", {href(Address::fragment(fmt::format("match-{}", i)))}, {std::to_string(i)})});
  }
  return element("nav", {{"class", "matches"}, {"aria-label", "Matches in the text"}},
                 {element("span", {{"class", "total"}}, {counted(count, "match", "matches")}),
                  element("ol", {}, {numbers})});
}

/// The query for an author: the name in quotation marks, those within it escaped.
std::string author_query(std::string_view author) {
  std::string query = "author:\"";
  for (const char c : author) {
    if (c == '"' || c == '\\') query += '\\';
    query += c;
  }
  return query + '"';
}

Html document_origin(const Document& document) {
  Html line;
  const auto add = [&](const Html& part) {
    if (!line.empty()) line += " · ";
    line += part;
  };
  if (!document.source.empty()) add(element("bdi", {}, {document.source}));
  if (document.date) {
    const std::string date = format_date(*document.date);
    add(element("time", {{"datetime", date}}, {moment_text(date)}));
  }
  if (!document.language.empty()) add(value_text(Field::kLanguage, document.language));
  for (const std::string& author : document.authors) {
    add(element("a", {href(Address("/search").set("q", author_query(author)))},
                {element("bdi", {}, {author})}));
  }
  return element("p", {{"class", "origin"}}, {line});
}

Html source_links(const Document& document) {
  Html links;
  if (const auto web = Address::web(document.url)) {
    links += element("li", {},
                     {element("a", {{"rel", "noopener noreferrer external"}, href(*web)},
                              {element("bdi", {}, {document.url})})});
  }
  if (!document.path.empty()) {
    links += element("li", {},
                     {element("a", {{"download", true}, href(Address::original_file(document.id))},
                              {"Download the original file"})});
  }
  return links.empty() ? Html() : element("ul", {{"class", "links"}}, {links});
}

/// Names of one type in a document, most mentioned first, each with its number of mentions.
Html names_section(const StoredDocument& stored, EntityType type, Field field) {
  std::map<std::string, std::uint64_t> counts;
  for (const DocumentMention& mention : stored.mentions) {
    if (mention.type == type) ++counts[mention.entity];
  }
  if (counts.empty()) return {};
  std::vector<std::pair<std::string, std::uint64_t>> ordered(counts.begin(), counts.end());
  std::ranges::stable_sort(ordered, std::greater{}, &std::pair<std::string, std::uint64_t>::second);
  Html rows;
  for (const auto& [name, count] : ordered) {
    rows += element("li", {{"class", "value"}},
                    {element("a", {{"class", "pick"}, href(entity_address(field, name))},
                             {element("bdi", {}, {name})}),
                     element("span", {{"class", "count"}}, {grouped(count)})});
  }
  const std::string id = fmt::format("names-{}", to_string(field));
  return element("section",
                 {{"class", fmt::format("facet {}", to_string(field))}, {"aria-labelledby", id}},
                 {element("h2", {{"id", id}}, {heading(field)}),
                  element("ul", {{"class", "values"}}, {rows})});
}

Html similar_section(const SearchResults& similar, std::string_view usual_language) {
  Html items;
  for (const Hit& hit : similar.hits) {
    items += element("li", {{"dir", "auto"}},
                     {element("a", {href(document_address(Address("/search"), hit.id))},
                              {headline(hit.title, {})}),
                      origin_line(hit, usual_language)});
  }
  if (items.empty()) return {};
  return element(
      "section", {{"class", "facet similar"}, {"aria-labelledby", "similar"}},
      {element("h2", {{"id", "similar"}}, {"Similar documents"}), element("ul", {}, {items})});
}

}  // namespace

HttpResponse document_page(const HttpRequest& request, Searcher& searcher) {
  const std::string id = request.parameter("id").value_or("");
  PageFrame frame;
  frame.state = read_state(request.parameters);
  const StoredDocument stored = searcher.document(id, frame.state.request);
  // Searcher takes paths too, but no path of a file comes from an address of the page.
  if (stored.document.id != id) {
    throw Error(ErrorCode::kNotFound, "no document in the index has the id " + id);
  }
  const Document& document = stored.document;

  frame.title = document.title.empty() ? "Without a headline" : document.title;
  frame.kind = "document";
  const bool has_search = !frame.state.address.parameters().empty();
  if (has_search) {
    frame.main += element(
        "p", {{"class", "back"}},
        {element("a", {{"id", "back"}, href(frame.state.address)}, {"← Back to the results"})});
  }
  Html header =
      element("h1", {{"dir", "auto"}}, {headline(document.title, stored.title_highlights)});
  header += document_origin(document);
  header += source_links(document);
  const std::size_t matches = body_matches(stored).size();
  Html article = element("header", {}, {header});
  if (matches > 0) article += match_links(matches);
  article +=
      element("div", {{"class", "text"}, {"lang", document.language}}, {document_text(stored)});
  frame.main += element("article", {{"class", "story"}}, {article});

  Html names = names_section(stored, EntityType::kPerson, Field::kPerson);
  names += names_section(stored, EntityType::kPlace, Field::kPlace);
  names += names_section(stored, EntityType::kOrg, Field::kOrg);
  names +=
      similar_section(searcher.similar(id, {.limit = kSimilar, .snippets = 0}), document.language);
  if (!names.empty()) {
    frame.aside = element(
        "aside", {{"class", "beside"}, {"aria-label", "Names and similar documents"}}, {names});
  }
  return html_response(page_html(frame));
}

}  // namespace ksearch::pages
