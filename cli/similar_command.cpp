#include <chrono>

#include "cli/exit_code.h"
#include "cli/search_output.h"
#include "cli/session.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

int run_similar(Session& session) {
  const Arguments& arguments = session.arguments;
  if (arguments.operands().size() != 1) {
    throw Error(ErrorCode::kInvalidArgument, "'similar' takes one id or path");
  }
  SearchRequest request = request_from(arguments);
  request.query = arguments.value("query").value_or("");

  Searcher searcher(index_directory(session));
  const auto start = std::chrono::steady_clock::now();
  SearchResults results;
  try {
    results = searcher.similar(arguments.operands().front(), request);
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  for (const std::string& warning : results.warnings) session.diagnostics.warning(warning);
  const bool json = arguments.has("json");
  if (results.hits.empty() && !json) {
    session.diagnostics.note("no document is like it");
    return kNothingFound;
  }
  TextStyle style;
  style.terminal = session.terminal;
  style.headline = false;  // the total says how many share a word, which is nearly all of them
  style.parsed = session.diagnostics.verbosity() == Verbosity::kVerbose || arguments.has("explain");
  session.out.write(format_answer(json ? OutputFormat::kJson : OutputFormat::kText,
                                  {request, results, took, {}, {}}, style));
  return results.hits.empty() ? kNothingFound : kDone;
}

}  // namespace ksearch::cli
