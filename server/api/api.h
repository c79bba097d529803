#pragma once

#include <span>
#include <string_view>

#include "ksearch/searcher.h"
#include "server/http_message.h"
#include "server/latest_completer.h"

namespace ksearch {

/// The answer to a request below /api/, as docs/http_api.md describes it. Throws Error for what the
/// request or the index makes impossible.
/// Completions come from `completer`; null: from the searcher.
[[nodiscard]] HttpResponse api_response(const HttpRequest& request, Searcher& searcher,
                                        LatestCompleter* completer = nullptr);

/// One path of the API with the parameters it takes.
struct ApiPath {
  std::string_view path;  ///< below /api/v1/; {id} stands for one segment
  std::span<const std::string_view> parameters;
};
/// All of them.
[[nodiscard]] std::span<const ApiPath> api_paths();

}  // namespace ksearch
