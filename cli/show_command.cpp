#include <filesystem>
#include <string>

#include "cli/document_text.h"
#include "cli/exit_code.h"
#include "cli/json_format.h"
#include "cli/session.h"
#include "ksearch/error.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {
namespace {

/// The document of an id or of an absolute path; else the path is taken from the current folder.
StoredDocument find_document(Searcher& searcher, const std::string& name,
                             const SearchRequest& request) {
  try {
    return searcher.document(name, request);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kNotFound || name.starts_with('/')) throw;
  }
  try {
    return searcher.document(std::filesystem::absolute(name).lexically_normal().string(), request);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kNotFound) throw;
    throw Error(ErrorCode::kNotFound, "no document has the id or path '" + name + "'");
  }
}

}  // namespace

int run_show(Session& session) {
  const Arguments& arguments = session.arguments;
  if (arguments.operands().size() != 1) {
    throw Error(ErrorCode::kInvalidArgument, "'show' takes one id or path");
  }
  SearchRequest request;
  request.query = arguments.value("query").value_or("");
  Searcher searcher(index_directory(session));
  StoredDocument stored;
  try {
    stored = find_document(searcher, arguments.operands().front(), request);
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  session.out.write(arguments.has("json")
                        ? json_document(stored)
                        : text_document(stored, session.terminal, arguments.has("verbose")));
  return kDone;
}

}  // namespace ksearch::cli
