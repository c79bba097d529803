#include <chrono>
#include <string>

#include "cli/exit_code.h"
#include "cli/number_text.h"
#include "cli/session.h"
#include "common/format/json_format.h"
#include "ksearch/error.h"
#include "ksearch/index_writer.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

int run_remove(Session& session) {
  const Arguments& arguments = session.arguments;
  if (arguments.operands().empty()) {
    throw Error(ErrorCode::kInvalidArgument, "no id or path was given to remove");
  }
  IndexOptions options;
  options.directory = index_directory(session);
  options.events.note = [&](const std::string& note) { session.diagnostics.note(note); };
  // A writer would make a missing index; there is nothing to remove from it.
  { const Searcher existing(options.directory); }
  const auto start = std::chrono::steady_clock::now();
  IndexWriter writer(options);
  bool all_known = true;
  for (const std::string& name : arguments.operands()) {
    if (writer.remove(name) > 0) continue;
    all_known = false;
    session.diagnostics.error(
        Error(ErrorCode::kNotFound, "no document in the index has the id or path " + name));
  }
  writer.commit();
  if (arguments.has("json")) {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    session.out.write(json_counts(writer.counts(), took, false));
  } else if (session.diagnostics.verbosity() != Verbosity::kQuiet) {
    session.out.write("removed " + counted(writer.counts().removed, "document", "documents") +
                      "\n");
  }
  return all_known ? kDone : kNothingFound;
}

}  // namespace ksearch::cli
