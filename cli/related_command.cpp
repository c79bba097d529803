#include "cli/exit_code.h"
#include "cli/query_request.h"
#include "cli/related_text.h"
#include "cli/session.h"
#include "common/format/json_format.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

int run_related(Session& session) {
  constexpr std::size_t kDefaultValues = 10;
  const Arguments& arguments = session.arguments;
  SearchRequest request = query_request(arguments);
  request.query = joined_query(arguments.operands());

  Searcher searcher(index_directory(session));
  std::vector<RelatedEntity> related;
  try {
    related = searcher.related(request, arguments.number("limit", kDefaultValues));
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  if (arguments.has("json")) {
    session.out.write(json_related(related));
  } else if (related.empty()) {
    session.diagnostics.note("no name stands out");
  } else {
    session.out.write(text_related(related, session.terminal));
  }
  return related.empty() ? kNothingFound : kDone;
}

int run_suggest(Session& session) {
  constexpr std::size_t kDefaultCompletions = 10;
  const Arguments& arguments = session.arguments;
  if (arguments.operands().empty()) {
    throw Error(ErrorCode::kInvalidArgument, "'suggest' takes the beginning of a name or word");
  }
  Searcher searcher(index_directory(session));
  const std::vector<Completion> completions = searcher.suggest(
      joined_query(arguments.operands()), arguments.number("limit", kDefaultCompletions));
  session.out.write(arguments.has("json") ? json_completions(completions)
                                          : text_completions(completions, session.terminal));
  return completions.empty() ? kNothingFound : kDone;
}

}  // namespace ksearch::cli
