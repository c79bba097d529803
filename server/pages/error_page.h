#pragma once

#include "ksearch/error.h"
#include "server/http_message.h"

namespace ksearch::pages {

/// What is wrong, in one sentence; for a query also where. The status is 400 for a request that
/// makes no sense, 404 for what is not there, 500 for the rest.
[[nodiscard]] HttpResponse error_page(const HttpRequest& request, const Error& error);

}  // namespace ksearch::pages
