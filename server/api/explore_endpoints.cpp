#include "common/format/json_format.h"
#include "ksearch/error.h"
#include "server/api/endpoints.h"

namespace ksearch {
namespace {

constexpr std::size_t kMaxMentions = 1'000;
constexpr std::size_t kDefaultMentions = 100;
constexpr std::size_t kMaxCompletions = 100;
constexpr std::size_t kDefaultCompletions = 10;

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

HttpResponse suggest_endpoint(const ApiCall& call, Searcher& searcher) {
  const UrlParameters& parameters = call.parameters;
  const auto prefix = parameters.value("prefix");
  if (!prefix) throw Error(ErrorCode::kInvalidArgument, "'prefix' says what to complete");
  const std::size_t limit = parameters.bounded("limit", kDefaultCompletions, {1, kMaxCompletions});
  return {.content_type = kJsonLinesType,
          .body = json_completions(searcher.suggest(*prefix, limit))};
}

}  // namespace ksearch
