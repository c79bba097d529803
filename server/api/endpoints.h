#pragma once

#include <chrono>
#include <string>

#include "ksearch/searcher.h"
#include "server/api/parameters.h"
#include "server/http_message.h"
#include "server/latest_completer.h"

namespace ksearch {

/// A request to one path of the API, its parameters checked for their names.
struct ApiCall {
  const UrlParameters& parameters;
  std::string id;                        ///< the segment that stands for {id}
  LatestCompleter* completer = nullptr;  ///< null: completions are those of the searcher
};

inline constexpr const char* kJsonType = "application/json; charset=utf-8";
/// Several objects, one a line.
inline constexpr const char* kJsonLinesType = "application/jsonl; charset=utf-8";

/// The request of q, the filters and the other options, but for the page of hits.
[[nodiscard]] SearchRequest matching_request(const UrlParameters& parameters);

/// The same with a page of hits: limit and offset within their bounds.
[[nodiscard]] SearchRequest page_request(const UrlParameters& parameters);
/// A page of hits as JSON Lines.
[[nodiscard]] HttpResponse results_response(const SearchRequest& request,
                                            const SearchResults& results,
                                            std::chrono::steady_clock::duration took);
/// A document by its id alone: Searcher takes paths too, and no path of a file comes from a URL.
/// Throws Error(kNotFound).
[[nodiscard]] StoredDocument document_of_id(const std::string& id, const SearchRequest& request,
                                            Searcher& searcher);

// The paths. Each throws Error for what cannot be answered.
[[nodiscard]] HttpResponse search_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse facets_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse mentions_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse timeline_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse related_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse similar_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse suggest_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse document_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse original_endpoint(const ApiCall& call, Searcher& searcher);
[[nodiscard]] HttpResponse info_endpoint(const ApiCall& call, Searcher& searcher);

/// All hits as JSON Lines or CSV, in parts of bounded size. `request` has no limit when its limit
/// is 0.
enum class ExportFormat { kJsonLines, kCsv };
[[nodiscard]] HttpResponse export_response(SearchRequest request, ExportFormat format,
                                           Searcher& searcher);

}  // namespace ksearch
