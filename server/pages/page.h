#pragma once

#include "ksearch/searcher.h"
#include "server/http_message.h"

namespace ksearch {

/// The HTML page of a request: everything outside /api/ and /static/. Throws Error for what a
/// request or the index makes impossible.
[[nodiscard]] HttpResponse page_response(const HttpRequest& request, Searcher& searcher);

}  // namespace ksearch
