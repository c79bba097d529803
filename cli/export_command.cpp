#include <string>

#include "cli/exit_code.h"
#include "cli/query_request.h"
#include "cli/session.h"
#include "common/format/json_format.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

int run_export(Session& session) {
  const Arguments& arguments = session.arguments;
  const std::string format = arguments.value("format").value_or("json");
  if (format != "json" && format != "bulk") {
    throw Error(ErrorCode::kInvalidArgument,
                "'export' has the formats json and bulk, not '" + format + "'");
  }
  SearchRequest request = query_request(arguments);
  request.query = joined_query(arguments.operands());

  Searcher searcher(index_directory(session));
  bool any = false;
  try {
    searcher.documents(request, [&](const StoredDocument& stored) {
      session.out.write(format == "bulk" ? json_bulk_action(stored) : json_record(stored));
      any = true;
      return true;
    });
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  return any ? kDone : kNothingFound;
}

}  // namespace ksearch::cli
