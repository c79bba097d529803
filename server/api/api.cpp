#include "server/api/api.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "ksearch/error.h"
#include "server/api/endpoints.h"
#include "server/api/parameters.h"

namespace ksearch {
namespace {

/// What says which documents match, the same for every path that searches, before what is its own.
template <typename... Names>
constexpr auto matching_and(Names... own) {
  return std::to_array<std::string_view>({"q", "person", "place", "org", "without", "since",
                                          "until", "language", "source", "exact", "plain", "copies",
                                          "time-zone", own...});
}

constexpr auto kSearchParameters = matching_and(
    "limit", "offset", "sort", "facets", "snippets", "snippet-chars", "exact-total", "explain",
    "snippet-order", "no-correct", "since-rev", "recency", "no-proximity", "format");
constexpr auto kFacetsParameters = matching_and("field", "match", "limit");
constexpr auto kMentionsParameters = matching_and("limit");
constexpr auto kTimelineParameters = matching_and("by");
constexpr auto kRelatedParameters = matching_and("limit");
constexpr auto kSimilarParameters =
    matching_and("id", "limit", "offset", "snippets", "snippet-chars", "explain");
constexpr auto kSuggestParameters = std::to_array<std::string_view>({"prefix", "limit"});
constexpr auto kDocumentParameters = matching_and();
constexpr auto kInfoParameters = std::to_array<std::string_view>({"failed"});

struct Endpoint {
  ApiPath path;
  HttpResponse (*answer)(const ApiCall&, Searcher&);
};

constexpr std::array kEndpoints = {
    Endpoint{{"search", kSearchParameters}, search_endpoint},
    Endpoint{{"facets", kFacetsParameters}, facets_endpoint},
    Endpoint{{"mentions", kMentionsParameters}, mentions_endpoint},
    Endpoint{{"timeline", kTimelineParameters}, timeline_endpoint},
    Endpoint{{"related", kRelatedParameters}, related_endpoint},
    Endpoint{{"similar", kSimilarParameters}, similar_endpoint},
    Endpoint{{"suggest", kSuggestParameters}, suggest_endpoint},
    Endpoint{{"documents/{id}", kDocumentParameters}, document_endpoint},
    Endpoint{{"documents/{id}/original", {}}, original_endpoint},
    Endpoint{{"info", kInfoParameters}, info_endpoint},
};

constexpr auto kPaths = [] {
  std::array<ApiPath, kEndpoints.size()> paths;
  for (std::size_t i = 0; i < paths.size(); ++i) paths[i] = kEndpoints[i].path;
  return paths;
}();

/// The id in `segments` when they follow the pattern; empty where it has none.
std::optional<std::string> match(std::string_view pattern, std::span<const std::string> segments) {
  std::string id;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    const std::string_view expected = pattern.substr(0, end);
    if (expected == "{id}" && !segments[i].empty()) {
      id = segments[i];
    } else if (expected != segments[i]) {
      return std::nullopt;
    }
    const bool last = end == pattern.size();
    if (last != (i + 1 == segments.size())) return std::nullopt;
    pattern.remove_prefix(last ? end : end + 1);
  }
  return id;
}

}  // namespace

std::span<const ApiPath> api_paths() { return kPaths; }

HttpResponse api_response(const HttpRequest& request, Searcher& searcher,
                          LatestCompleter* completer) {
  const std::span<const std::string> segments(request.segments);
  if (segments.size() > 2 && segments[0] == "api" && segments[1] == "v1") {
    for (const Endpoint& endpoint : kEndpoints) {
      const auto id = match(endpoint.path.path, segments.subspan(2));
      if (!id) continue;
      const UrlParameters parameters(request, endpoint.path.parameters);
      return endpoint.answer({.parameters = parameters, .id = *id, .completer = completer},
                             searcher);
    }
  }
  throw Error(ErrorCode::kNotFound, "the API has no path " + request.path);
}

}  // namespace ksearch
