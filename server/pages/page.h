#pragma once

#include "ksearch/searcher.h"
#include "server/http_message.h"

namespace ksearch {

/// The HTML page of a request: everything outside /api/ and /static/. What a request or the
/// index makes impossible is said on a page with a status of 400 or more.
[[nodiscard]] HttpResponse page_response(const HttpRequest& request, Searcher& searcher);

}  // namespace ksearch
