#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
  const auto note_others = [&](const Document& document) {
    if (document.member.empty() || document.id == name) return;
    session.diagnostics.note(document.path + " holds several documents, this is " +
                             document.member + "; the others are shown by their ids");
  };
  try {
    if (arguments.has("json")) {
      const StoredDocument stored = searcher.document(name, request);
      note_others(stored.document);
      session.out.write(json_document(stored));
    } else {
      StoredDocument shown;
      std::optional<DocumentText> text;
      TextSink sink;
      sink.begin = [&](const StoredDocument& head) {
        note_others(head.document);
        shown = head;
        text.emplace(shown, session.terminal, arguments.has("verbose"));
        session.out.write(text->head());
      };
      sink.text = [&](std::string_view piece, const std::vector<Span>& highlights) {
        session.out.write(text->piece(piece, highlights));
        return true;
      };
      searcher.document(name, request, sink);
      session.out.write(text->end());
    }
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
  return kDone;
}

}  // namespace ksearch::cli
