#include <fmt/format.h>

#include "server/pages/facet_list.h"
#include "server/pages/layout.h"
#include "server/pages/pages.h"
#include "server/pages/response.h"
#include "server/pages/results.h"
#include "server/pages/spelling.h"
#include "server/pages/timeline_chart.h"
#include "server/pages/words.h"

namespace ksearch::pages {
namespace {

constexpr std::size_t kFacetValues = 8;

Html export_links(const PageState& state) {
  const Address all = state.address.on("/api/v1/search");
  return element(
      "p", {{"class", "exports"}},
      {"Download the result: ",
       element("a", {{"download", "ksearch.csv"}, href(all.set("format", "csv"))}, {"CSV"}), " ",
       element("a", {{"download", "ksearch.jsonl"}, href(all.set("format", "jsonl"))},
               {"JSON Lines"})});
}

Html summary(const SearchResults& results, const PageState& state) {
  const std::uint64_t first = state.request.offset + 1;
  const std::uint64_t last = state.request.offset + results.hits.size();
  Html words = element("strong", {}, {counted(results.total, "document")});
  if (results.total > results.hits.size() && !results.hits.empty()) {
    words += fmt::format(", {} to {}", grouped(first), grouped(last));
  }
  return element("p", {{"class", "total"}, {"role", "status"}}, {words});
}

Html warnings(const SearchResults& results) {
  Html list;
  for (const std::string& warning : results.warnings) list += element("li", {}, {warning});
  if (list.empty()) return {};
  return element("ul", {{"class", "warnings"}, {"aria-label", "About the query"}}, {list});
}

Html nothing_found(const SearchResults& results, const PageState& state) {
  const Filters& filters = state.request.filters;
  const bool has_conditions = !filters.with.empty() || !filters.without.empty() ||
                              !filters.since.empty() || !filters.until.empty();
  Html advice = unknown_words(results, state);
  if (has_conditions) advice += element("li", {}, {"Take out a condition above."});
  if (!state.request.query.empty()) {
    advice += element("li", {}, {"Try fewer words, or another spelling."});
    advice += element("li", {},
                      {"Words without quotation marks find their other forms as well: ",
                       element("code", {}, {"negotiat*"}), " finds negotiations, negotiators."});
  }
  return element("section", {{"class", "nothing"}},
                 {element("h2", {}, {"Nothing matches"}), element("ul", {}, {advice})});
}

Html filters_aside(const SearchResults& results, const PageState& state) {
  Html groups;
  for (const Facet& facet : results.facets) groups += facet_group(facet, state);
  groups += date_form(state);
  return element("aside", {{"id", "filters"}, {"popover", "auto"}, {"aria-label", "Filters"}},
                 {element("button",
                          {{"type", "button"},
                           {"class", "narrow close"},
                           {"popovertarget", "filters"},
                           {"popovertargetaction", "hide"}},
                          {"Close"}),
                  groups});
}

}  // namespace

HttpResponse search_page(const HttpRequest& request, Searcher& searcher) {
  PageState given = read_state(request.parameters);
  given.request.facets.assign(filter_fields().begin(), filter_fields().end());
  given.request.facet_values = kFacetValues;
  const SearchResults results = searcher.search(given.request);
  PageState state = answered_state(results, given);

  PageFrame frame;
  frame.title = state.request.query.empty() ? "Browse" : state.request.query;
  frame.kind = "search";
  frame.main = element("h1", {{"class", "unseen"}}, {"Results"});
  frame.main += filter_chips(state);
  frame.main += warnings(results);
  if (results.total > 0) {
    frame.main += spelling_advice(results, given);
    frame.main += timeline_chart(chart_timeline(searcher, state.request), state.address);
    frame.main += element(
        "div", {{"class", "bar"}},
        {summary(results, state),
         element("button", {{"type", "button"}, {"class", "narrow"}, {"popovertarget", "filters"}},
                 {"Filters"}),
         sort_links(state)});
    frame.main += hit_list(results, state);
    frame.main += page_links(state, results.total);
    frame.main += export_links(state);
  } else {
    frame.main += nothing_found(results, state);
  }
  frame.aside = filters_aside(results, state);
  frame.state = std::move(state);
  return html_response(page_html(frame));
}

}  // namespace ksearch::pages
