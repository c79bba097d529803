#include <fmt/format.h>

#include <algorithm>

#include "common/format/request_options.h"
#include "server/pages/facet_list.h"
#include "server/pages/layout.h"
#include "server/pages/pages.h"
#include "server/pages/parts.h"
#include "server/pages/response.h"
#include "server/pages/results.h"
#include "server/pages/words.h"

namespace ksearch::pages {
namespace {

/// A page of more names is slow to draw and nobody reads it; `match` finds the others.
constexpr std::size_t kMostValues = 1000;

Html match_form(const PageState& state, Field field, const std::string& match) {
  const std::string label = fmt::format("Words of the {}", noun(field));
  return element(
      "form", {{"class", "find"}, {"role", "search"}, action(Address("/facet"))},
      {hidden_fields(facet_address(state, field)), element("label", {{"for", "match"}}, {label}),
       element("input", {{"id", "match"},
                         {"name", "match"},
                         {"type", "search"},
                         {"value", match},
                         {"autocomplete", "off"}}),
       element("button", {{"type", "submit"}}, {"Find"})});
}

Field filter_field(const std::string& name) {
  const Field field = field_named(name);
  const auto fields = filter_fields();
  if (std::ranges::find(fields, field) != fields.end()) return field;
  throw Error(ErrorCode::kInvalidArgument, "the page has no list of values of '" + name + "'");
}

}  // namespace

HttpResponse facet_page(const HttpRequest& request, Searcher& searcher) {
  const Field field = filter_field(request.parameter("field").value_or(""));
  const std::string match = request.parameter("match").value_or("");
  PageFrame frame;
  frame.state = read_state(request.parameters);
  const Facet facet = searcher.facet(field, frame.state.request, match, kMostValues);

  frame.title = std::string(heading(field));
  frame.kind = "values-page";
  frame.main = element(
      "p", {{"class", "back"}},
      {element("a", {{"id", "back"}, href(frame.state.address)}, {"← Back to the results"})});
  frame.main += element("h1", {}, {heading(field)});
  frame.main += filter_chips(frame.state);
  frame.main += match_form(frame.state, field, match);
  if (facet.values.empty()) {
    frame.main += element("p", {{"class", "nothing"}, {"role", "status"}},
                          {fmt::format("No {} in these documents has such a name.", noun(field))});
  } else {
    const std::uint64_t all = facet.values.size() + facet.more;
    std::string total = fmt::format("{} in these documents, by number of documents", grouped(all));
    if (facet.more > 0) total += fmt::format("; the first {} are shown", grouped(kMostValues));
    frame.main += element("p", {{"class", "total"}, {"role", "status"}}, {total});
    frame.main += element("div", {{"class", fmt::format("facet wide {}", to_string(field))}},
                          {facet_values(facet, frame.state)});
  }
  return html_response(page_html(frame));
}

}  // namespace ksearch::pages
