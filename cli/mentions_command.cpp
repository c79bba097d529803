#include "cli/exit_code.h"
#include "cli/mention_text.h"
#include "cli/query_request.h"
#include "cli/session.h"
#include "common/format/json_format.h"
#include "common/format/request_options.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

int run_mentions(Session& session) {
  const Arguments& arguments = session.arguments;
  SearchRequest request = query_request(arguments);
  request.query = joined_query(arguments.operands());
  const std::size_t limit = arguments.number("limit", 0);

  Searcher searcher(index_directory(session));
  MentionListing listing(session.terminal);
  std::size_t shown = 0;
  try {
    searcher.mentions(request, [&](const MentionEvidence& evidence) {
      session.out.write(arguments.has("json") ? json_evidence(evidence) : listing.next(evidence));
      return ++shown != limit;
    });
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  return shown == 0 ? kNothingFound : kDone;
}

}  // namespace ksearch::cli
