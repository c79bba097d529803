#include "server/pages/error_page.h"

#include <algorithm>

#include "server/pages/layout.h"
#include "server/pages/response.h"

namespace ksearch::pages {
namespace {

unsigned status_of(ErrorCode code) {
  if (code == ErrorCode::kInvalidArgument || code == ErrorCode::kInvalidQuery) return 400;
  return code == ErrorCode::kNotFound ? 404 : 500;
}

std::string_view heading_of(unsigned status) {
  if (status == 400) return "That cannot be searched for";
  return status == 404 ? "Not found" : "The index cannot be read";
}

/// The query with the bytes to blame marked; an empty span is a place where something is missing.
Html blamed(std::string_view query, Span span) {
  const std::size_t begin = std::min(span.begin, query.size());
  const std::size_t end = std::clamp(span.end, begin, query.size());
  const std::string_view wrong = query.substr(begin, end - begin);
  return element(
      "p", {{"class", "blamed"}, {"dir", "auto"}},
      {query.substr(0, begin), element("mark", {{"class", "wrong"}}, {wrong.empty() ? "␣" : wrong}),
       query.substr(end)});
}

/// The search of a request as far as it can be read, so that the box keeps what was typed.
PageState state_of(const HttpRequest& request) {
  PageState state;
  try {
    return read_state(request.parameters);
  } catch (const Error&) {
    state.request.query = request.parameter("q").value_or("");
    return state;
  }
}

}  // namespace

HttpResponse error_page(const HttpRequest& request, const Error& error) {
  const unsigned status = status_of(error.code());
  PageFrame frame;
  frame.title = std::string(heading_of(status));
  frame.kind = "error";
  frame.state = state_of(request);
  Html content = element("h1", {}, {heading_of(status)});
  content += element("p", {{"class", "reason"}}, {error.what(), "."});
  if (const auto* query_error = dynamic_cast<const QueryError*>(&error)) {
    content += blamed(frame.state.request.query, query_error->span());
    content += element("p", {}, {element("a", {href(Address("/help"))}, {"How to search"})});
  }
  frame.main = element("section", {{"class", "nothing"}, {"role", "alert"}}, {content});
  return html_response(page_html(frame), status);
}

}  // namespace ksearch::pages
