#include <fmt/format.h>

#include <algorithm>

#include "common/format/request_options.h"
#include "server/pages/facet_list.h"
#include "server/pages/layout.h"
#include "server/pages/pages.h"
#include "server/pages/parts.h"
#include "server/pages/response.h"
#include "server/pages/results.h"
#include "server/pages/timeline_chart.h"
#include "server/pages/words.h"

namespace ksearch::pages {
namespace {

constexpr std::size_t kLatest = 6;
constexpr std::size_t kRelated = 8;
constexpr std::size_t kEvidence = 8;

/// The value of a facet that has `name` as one of its names; its counts are those of the index.
std::optional<FacetValue> find_value(Searcher& searcher, Field field, const std::string& name) {
  SearchRequest named;
  named.filters.with = {{field, name}};
  Facet facet = searcher.facet(field, named, name);
  const auto found = std::ranges::find_if(facet.values, [&](const FacetValue& value) {
    return value.value == name ||
           std::ranges::find(value.variants, name, &FacetVariant::name) != value.variants.end();
  });
  if (found == facet.values.end()) return std::nullopt;
  return std::move(*found);
}

Html names_section(const FacetValue& value) {
  Html rows;
  for (const FacetVariant& variant : value.variants) {
    rows += element("tr", {},
                    {element("td", {}, {element("bdi", {}, {variant.name})}),
                     element("td", {{"class", "number"}}, {grouped(variant.count)}),
                     element("td", {{"class", "rule"}}, {variant.rule})});
  }
  return element(
      "section", {{"aria-labelledby", "names"}},
      {element("h2", {{"id", "names"}}, {"Names"}),
       element(
           "table", {{"class", "spellings"}},
           {element("thead", {},
                    {element("tr", {},
                             {element("th", {{"scope", "col"}}, {"Name in the documents"}),
                              element("th", {{"scope", "col"}, {"class", "number"}}, {"Documents"}),
                              element("th", {{"scope", "col"}}, {"Counted here because"})})}),
            element("tbody", {}, {rows})})});
}

Html related_row(const RelatedEntity& related, const Address& here) {
  return element(
      "li", {{"class", "value"}},
      {element("a", {{"class", "pick"}, href(entity_address(related.field, related.value))},
               {element("bdi", {}, {related.value})}),
       element("a",
               {{"class", "count"},
                {"title", fmt::format("{} together; {} in all; {:.1f} times as often as elsewhere",
                                      counted(related.count, "document"), grouped(related.total),
                                      related.lift)},
                href(including(here, related.field, related.value))},
               {fmt::format("{} of {}", grouped(related.count), grouped(related.total))}),
       share_bar(static_cast<double>(related.count) / static_cast<double>(related.total))});
}

/// Who stands out beside the entity: not who is frequent everywhere.
Html related_aside(const std::vector<RelatedEntity>& all, const Address& here) {
  Html groups;
  for (const Field field : {Field::kPerson, Field::kPlace, Field::kOrg}) {
    Html rows;
    for (const RelatedEntity& related : all) {
      if (related.field == field) rows += related_row(related, here);
    }
    if (rows.empty()) continue;
    const std::string id = fmt::format("related-{}", to_string(field));
    groups += element(
        "section", {{"class", fmt::format("facet {}", to_string(field))}, {"aria-labelledby", id}},
        {element("h2", {{"id", id}}, {heading(field)}),
         element("ul", {{"class", "values"}}, {rows})});
  }
  if (groups.empty()) return {};
  return element("aside", {{"class", "beside"}, {"aria-labelledby", "together"}},
                 {element("h2", {{"id", "together"}, {"class", "together"}}, {"Named together"}),
                  element("p", {{"class", "note"}},
                          {"More often than chance: of all documents that name them, those that "
                           "name both."}),
                  groups});
}

Html evidence_section(Searcher& searcher, const SearchRequest& named, const Address& here) {
  Html items;
  std::size_t count = 0;
  std::string last_document;
  searcher.mentions(named, [&](const MentionEvidence& evidence) {
    // One sentence for each document: the page shows the breadth of the evidence.
    if (evidence.document == last_document) return true;
    last_document = evidence.document;
    Html origin = element("a", {href(document_address(here, evidence.document))},
                          {element("bdi", {}, {headline(evidence.title, {})})});
    if (!evidence.date.empty()) {
      origin += " · ";
      origin += time_element(evidence.date);
    }
    items += element("li", {},
                     {element("blockquote", {}, {passage(evidence.sentence)}),
                      element("p", {{"class", "origin"}}, {origin})});
    return ++count < kEvidence;
  });
  if (items.empty()) return {};
  return element("section", {{"aria-labelledby", "evidence"}},
                 {element("h2", {{"id", "evidence"}}, {"Evidence"}),
                  element("ol", {{"class", "evidence"}}, {items})});
}

Html latest_section(const SearchResults& results, const PageState& state, const Address& here) {
  return element(
      "section", {{"aria-labelledby", "latest"}},
      {element("h2", {{"id", "latest"}}, {"Latest documents"}), hit_list(results, state),
       element("p", {{"class", "exports"}},
               {element("a", {href(here)},
                        {fmt::format("Search in all {}", counted(results.total, "document"))})})});
}

}  // namespace

HttpResponse entity_page(const HttpRequest& request, Searcher& searcher) {
  const Field field = field_named(request.parameter("field").value_or(""));
  const std::string name = request.parameter("name").value_or("");
  const std::optional<FacetValue> value =
      is_entity(field) && !name.empty() ? find_value(searcher, field, name) : std::nullopt;
  if (!value) {
    throw Error(ErrorCode::kNotFound,
                fmt::format("no document names the {} {}", noun(field), name));
  }
  SearchRequest named;
  named.filters.with = {{field, value->value}};
  named.sort = SortOrder::kNewest;
  named.limit = kLatest;
  named.snippets = 0;
  const Address here = including(Address("/search"), field, value->value);
  const SearchResults latest = searcher.search(named);

  PageFrame frame;
  frame.title = value->value;
  frame.kind = "entity";
  PageState hits;
  hits.address = here;
  frame.main = element(
      "header", {{"class", "who"}},
      {element("p", {{"class", fmt::format("kind name {}", to_string(field))}}, {noun(field)}),
       element("h1", {}, {element("bdi", {}, {value->value})}),
       element("p", {{"class", "total"}},
               {element("a", {href(here)}, {counted(value->count, "document")})})});
  frame.main += timeline_chart(chart_timeline(searcher, named), here);
  frame.main += names_section(*value);
  frame.main += evidence_section(searcher, named, here);
  frame.main += latest_section(latest, hits, here);
  frame.aside = related_aside(searcher.related(named, kRelated), here);
  return html_response(page_html(frame));
}

}  // namespace ksearch::pages
