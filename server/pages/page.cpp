#include "server/pages/page.h"

#include <string>

#include "ksearch/error.h"
#include "server/html_escape.h"

namespace ksearch {
namespace {

std::string hit_list(const SearchResults& results) {
  std::string html = "<p>" + std::to_string(results.total) + " documents</p><ol>";
  for (const Hit& hit : results.hits) {
    html += "<li>" + html_escape(hit.title.empty() ? hit.id : hit.title) + "</li>";
  }
  return html + "</ol>";
}

}  // namespace

HttpResponse page_response(const HttpRequest& request, Searcher& searcher) {
  if (request.path != "/") {
    throw Error(ErrorCode::kNotFound, "there is no page " + request.path);
  }
  const std::string query = request.parameter("q").value_or("");
  std::string results;
  if (!query.empty()) {
    SearchRequest search;
    search.query = query;
    results = hit_list(searcher.search(search));
  }
  HttpResponse response;
  response.content_type = "text/html; charset=utf-8";
  response.body =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>ksearch</title>"
      "<link rel=\"stylesheet\" href=\"/static/style.css\">"
      "<h1>ksearch</h1><form action=\"/\"><label>Search <input name=\"q\" type=\"search\" "
      "value=\"" +
      html_escape(query) + "\"></label> <button>Search</button></form>" + results + "</html>";
  return response;
}

}  // namespace ksearch
