#include "cli/exit_code.h"
#include "cli/query_request.h"
#include "cli/session.h"
#include "cli/timeline_text.h"
#include "common/format/json_format.h"
#include "common/format/request_options.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

int run_timeline(Session& session) {
  const Arguments& arguments = session.arguments;
  SearchRequest request = query_request(arguments);
  request.query = joined_query(arguments.operands());
  const TimeUnit unit = time_unit_named(arguments.value("by").value_or("month"));

  Searcher searcher(index_directory(session));
  Timeline timeline;
  try {
    timeline = searcher.timeline(request, unit);
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  session.out.write(arguments.has("json") ? json_timeline(timeline, unit)
                                          : text_timeline(timeline, unit, session.terminal));
  return timeline.bars.empty() && timeline.undated == 0 ? kNothingFound : kDone;
}

}  // namespace ksearch::cli
