#include "server/pages/page.h"

#include "ksearch/error.h"
#include "server/pages/error_page.h"
#include "server/pages/pages.h"

namespace ksearch {
namespace {

HttpResponse page_of(const HttpRequest& request, Searcher& searcher) {
  // Who writes "/?q=word" by hand means a search.
  if (request.path == "/" && request.parameters.empty()) {
    return pages::home_page(request, searcher);
  }
  if (request.path == "/" || request.path == "/search")
    return pages::search_page(request, searcher);
  if (request.path == "/facet") return pages::facet_page(request, searcher);
  if (request.path == "/entity") return pages::entity_page(request, searcher);
  if (request.path == "/document") return pages::document_page(request, searcher);
  if (request.path == "/help") return pages::help_page(request);
  throw Error(ErrorCode::kNotFound, "there is no page " + request.path);
}

}  // namespace

HttpResponse page_response(const HttpRequest& request, Searcher& searcher) {
  try {
    return page_of(request, searcher);
  } catch (const Error& error) {
    return pages::error_page(request, error);
  }
}

}  // namespace ksearch
