#pragma once

#include "ksearch/searcher.h"
#include "server/http_message.h"

namespace ksearch::pages {

// One function a page, each in the file of its name. They throw Error for what a request or the
// index makes impossible; page_response() answers with error_page() then.

/// What is in the collection: its size, its time, its best known people and places.
[[nodiscard]] HttpResponse home_page(const HttpRequest& request, Searcher& searcher);
/// Hits of a query with facets and timeline.
[[nodiscard]] HttpResponse search_page(const HttpRequest& request, Searcher& searcher);
/// All values of the facet `field`, or those that `match` finds.
[[nodiscard]] HttpResponse facet_page(const HttpRequest& request, Searcher& searcher);
/// The person, place or organisation `name` of the field `field`: names, time, company, evidence.
[[nodiscard]] HttpResponse entity_page(const HttpRequest& request, Searcher& searcher);
/// The document `id` with the matches of a search marked.
[[nodiscard]] HttpResponse document_page(const HttpRequest& request, Searcher& searcher);
/// The query language in short, and the keys.
[[nodiscard]] HttpResponse help_page(const HttpRequest& request);

}  // namespace ksearch::pages
