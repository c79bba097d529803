#include <chrono>
#include <utility>

#include "common/format/json_format.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"
#include "server/api/endpoints.h"

namespace ksearch {
namespace {

constexpr std::size_t kMaxMentions = 1'000;
constexpr std::size_t kDefaultMentions = 100;
constexpr std::size_t kMaxNames = 100;
constexpr std::size_t kDefaultNames = 10;

std::string needed(const UrlParameters& parameters, std::string_view name,
                   const std::string& meaning) {
  auto value = parameters.value(name);
  if (!value || value->empty()) {
    throw Error(ErrorCode::kInvalidArgument, parameters.quoted(name) + " is needed: " + meaning);
  }
  return *std::move(value);
}

}  // namespace

HttpResponse mentions_endpoint(const ApiCall& call, Searcher& searcher) {
  const UrlParameters& parameters = call.parameters;
  const std::size_t limit = parameters.bounded("limit", kDefaultMentions, {1, kMaxMentions});
  HttpResponse response;
  response.content_type = kJsonLinesType;
  std::size_t found = 0;
  searcher.mentions(matching_request(parameters), [&](const MentionEvidence& evidence) {
    response.body += json_evidence(evidence);
    return ++found != limit;
  });
  return response;
}

HttpResponse timeline_endpoint(const ApiCall& call, Searcher& searcher) {
  const TimeUnit unit = time_unit_named(call.parameters.value("by").value_or("month"));
  return {.content_type = kJsonType,
          .body = json_timeline(searcher.timeline(matching_request(call.parameters), unit), unit)};
}

HttpResponse related_endpoint(const ApiCall& call, Searcher& searcher) {
  const std::size_t limit = call.parameters.bounded("limit", kDefaultNames, {1, kMaxNames});
  return {.content_type = kJsonLinesType,
          .body = json_related(searcher.related(matching_request(call.parameters), limit))};
}

HttpResponse similar_endpoint(const ApiCall& call, Searcher& searcher) {
  const UrlParameters& parameters = call.parameters;
  const std::string id = needed(parameters, "id", "the id of a document");
  static_cast<void>(document_of_id(id, {}, searcher));
  const SearchRequest request = page_request(parameters);
  const auto start = std::chrono::steady_clock::now();
  const SearchResults results = searcher.similar(id, request);
  return results_response(request, results, std::chrono::steady_clock::now() - start);
}

HttpResponse suggest_endpoint(const ApiCall& call, Searcher& searcher) {
  const std::string prefix = needed(call.parameters, "prefix", "the beginning of a name or a word");
  const std::size_t limit = call.parameters.bounded("limit", kDefaultNames, {1, kMaxNames});
  HttpResponse response{.content_type = kJsonLinesType};
  if (call.completer != nullptr) {
    const std::string newest = searcher.commit_id();
    const Completer completer = call.completer->get(newest);
    response.body = json_completions(completer.complete(prefix, limit));
    response.lags = completer.commit_id() != newest;
  } else {
    response.body = json_completions(searcher.suggest(prefix, limit));
  }
  return response;
}

}  // namespace ksearch
