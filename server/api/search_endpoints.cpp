#include <chrono>

#include "common/format/json_format.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"
#include "server/api/endpoints.h"

namespace ksearch {
namespace {

// What one request may ask of a worker. Whoever wants more takes an export or the next page.
constexpr std::size_t kMaxLimit = 1'000;
constexpr std::size_t kMaxOffset = 100'000;
constexpr std::size_t kMaxSnippets = 20;
constexpr std::size_t kMaxSnippetChars = 2'000;
constexpr std::size_t kDefaultFacetValues = 20;

std::string one_of_formats(const UrlParameters& parameters) {
  const std::string format = parameters.value("format").value_or("json");
  if (format == "json" || format == "jsonl" || format == "csv") return format;
  throw Error(ErrorCode::kInvalidArgument,
              parameters.quoted("format") + " is json, jsonl or csv, not '" + format + "'");
}

}  // namespace

// Bounds are looked at before request_from(), whose own are wider: messages name those of the API.

SearchRequest matching_request(const UrlParameters& parameters) {
  const SearchRequest defaults;
  const std::size_t snippets = parameters.bounded("snippets", defaults.snippets, {0, kMaxSnippets});
  const std::size_t snippet_chars =
      parameters.bounded("snippet-chars", defaults.snippet_chars, {1, kMaxSnippetChars});
  SearchRequest request = request_from(parameters);
  request.query = parameters.value("q").value_or("");
  request.snippets = snippets;
  request.snippet_chars = snippet_chars;
  return request;
}

SearchRequest page_request(const UrlParameters& parameters) {
  const SearchRequest defaults;
  const std::size_t limit = parameters.bounded("limit", defaults.limit, {1, kMaxLimit});
  const std::size_t offset = parameters.bounded("offset", defaults.offset, {0, kMaxOffset});
  SearchRequest request = matching_request(parameters);
  request.limit = limit;
  request.offset = offset;
  return request;
}

HttpResponse results_response(const SearchRequest& request, const SearchResults& results,
                              std::chrono::steady_clock::duration took) {
  const auto took_us = std::chrono::duration_cast<std::chrono::microseconds>(took);
  return {.content_type = kJsonLinesType,
          .body = json_results({.request = request, .results = results, .took = took_us})};
}

HttpResponse search_endpoint(const ApiCall& call, Searcher& searcher) {
  const UrlParameters& parameters = call.parameters;
  const std::string format = one_of_formats(parameters);
  if (format != "json") {
    SearchRequest request = matching_request(parameters);
    request.limit = parameters.number("limit", 0);
    return export_response(std::move(request),
                           format == "csv" ? ExportFormat::kCsv : ExportFormat::kJsonLines,
                           searcher);
  }
  const SearchRequest request = page_request(parameters);
  const auto start = std::chrono::steady_clock::now();
  const SearchResults results = searcher.search(request);
  return results_response(request, results, std::chrono::steady_clock::now() - start);
}

HttpResponse facets_endpoint(const ApiCall& call, Searcher& searcher) {
  const UrlParameters& parameters = call.parameters;
  const auto name = parameters.value("field");
  if (!name) {
    throw Error(ErrorCode::kInvalidArgument,
                "'field' is needed: person, place, org, language, source, "
                "author, type or month");
  }
  const Field field = field_named(*name);
  const std::size_t limit = parameters.bounded("limit", kDefaultFacetValues, {1, kMaxLimit});
  const Facet facet = searcher.facet(field, matching_request(parameters),
                                     parameters.value("match").value_or(""), limit);
  return {.content_type = kJsonType, .body = json_facet(facet)};
}

HttpResponse info_endpoint(const ApiCall& call, Searcher& searcher) {
  const bool failed = call.parameters.has("failed");
  return {.content_type = failed ? kJsonLinesType : kJsonType,
          .body = json_description(searcher.describe(), failed)};
}

}  // namespace ksearch
