#include <fmt/format.h>

#include "server/pages/facet_list.h"
#include "server/pages/layout.h"
#include "server/pages/pages.h"
#include "server/pages/response.h"
#include "server/pages/results.h"
#include "server/pages/timeline_chart.h"
#include "server/pages/words.h"

namespace ksearch::pages {
namespace {

Html first_run() {
  return element("section", {{"class", "nothing"}},
                 {element("h1", {}, {"Nothing is indexed yet"}),
                  element("p", {},
                          {"Give ksearch a folder of articles; this page follows as soon as it is "
                           "indexed:"}),
                  element("pre", {}, {element("code", {}, {"ksearch index ~/news"})})});
}

}  // namespace

HttpResponse home_page(const HttpRequest& request, Searcher& searcher) {
  PageFrame frame;
  frame.kind = "home";
  frame.state = read_state(request.parameters);
  SearchRequest all;
  all.sort = SortOrder::kNewest;
  all.limit = 6;
  all.snippets = 0;
  all.facets.assign(filter_fields().begin(), filter_fields().end());
  const SearchResults results = searcher.search(all);
  if (results.total == 0) {
    frame.main = first_run();
    return html_response(page_html(frame));
  }
  frame.main = element(
      "p", {{"class", "lead"}},
      {element("strong", {}, {counted(results.total, "document")}), " to search and browse."});
  frame.main += timeline_chart(chart_timeline(searcher, all), frame.state.address);
  Html groups;
  for (const Facet& facet : results.facets) groups += facet_group(facet, frame.state);
  frame.main += element("div", {{"class", "overview"}}, {groups});
  frame.main +=
      element("section", {{"class", "latest"}, {"aria-labelledby", "latest"}},
              {element("h2", {{"id", "latest"}}, {"Latest"}), hit_list(results, frame.state)});
  return html_response(page_html(frame));
}

}  // namespace ksearch::pages
