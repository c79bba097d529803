#include <string>

#include "cli/document_text.h"
#include "cli/exit_code.h"
#include "cli/session.h"
#include "common/format/json_format.h"
#include "ksearch/error.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {
int run_show(Session& session) {
  const Arguments& arguments = session.arguments;
  if (arguments.operands().size() != 1) {
    throw Error(ErrorCode::kInvalidArgument, "'show' takes one id or path");
  }
  const std::string& name = arguments.operands().front();
  SearchRequest request;
  request.query = arguments.value("query").value_or("");
  Searcher searcher(index_directory(session));
  StoredDocument stored;
  try {
    stored = searcher.document(name, request);
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  const Document& document = stored.document;
  if (!document.member.empty() && document.id != name) {
    session.diagnostics.note(document.path + " holds several documents, this is " +
                             document.member + "; the others are shown by their ids");
  }
  session.out.write(arguments.has("json")
                        ? json_document(stored)
                        : text_document(stored, session.terminal, arguments.has("verbose")));
  return kDone;
}

}  // namespace ksearch::cli
