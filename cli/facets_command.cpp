#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/facet_text.h"
#include "cli/query_request.h"
#include "cli/session.h"
#include "common/format/json_format.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

int run_facets(Session& session) {
  constexpr std::size_t kDefaultValues = 20;
  const Arguments& arguments = session.arguments;
  if (arguments.operands().empty()) {
    throw Error(ErrorCode::kInvalidArgument,
                "no field was given: person, place, org, language, source, author, type or month");
  }
  const Field field = field_named(arguments.operands().front());
  SearchRequest request = query_request(arguments);
  request.query = joined_query({arguments.operands().begin() + 1, arguments.operands().end()});
  const std::string words = arguments.value("match").value_or("");
  const std::size_t limit = arguments.number("limit", kDefaultValues);

  const bool explain = arguments.has("explain");

  Searcher searcher(index_directory(session));
  Facet facet;
  try {
    // "facets person --explain Zelensky" asks about him, not about all whom those documents name.
    const bool asks_for_name = explain && words.empty() && !request.query.empty();
    if (asks_for_name) facet = searcher.facet(field, request, request.query, limit);
    if (facet.values.empty()) facet = searcher.facet(field, request, words, limit);
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  session.out.write(arguments.has("json") ? json_facet(facet)
                                          : text_facet(facet, session.terminal, explain));
  return facet.values.empty() ? kNothingFound : kDone;
}

}  // namespace ksearch::cli
