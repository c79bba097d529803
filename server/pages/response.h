#pragma once

#include <string>
#include <utility>

#include "server/http_message.h"

namespace ksearch::pages {

/// A page as a response.
[[nodiscard]] inline HttpResponse html_response(std::string html, unsigned status = 200) {
  HttpResponse response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::move(html);
  return response;
}

}  // namespace ksearch::pages
