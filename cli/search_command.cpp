#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "cli/batch.h"
#include "cli/exit_code.h"
#include "cli/search_output.h"
#include "cli/session.h"
#include "cli/standard_input.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {
namespace {

OutputFormat format_of(const Arguments& arguments) {
  const bool json = arguments.has("json");
  const std::string name = arguments.value("format").value_or(json ? "json" : "text");
  const OutputFormat format = output_format_from(name);
  if (json && format != OutputFormat::kJson) {
    throw Error(ErrorCode::kInvalidArgument, "'--json' and '--format' ask for different formats");
  }
  if (format == OutputFormat::kText || format == OutputFormat::kJson) return format;
  for (const char* option : {"facets", "explain"}) {
    if (!arguments.has(option)) continue;
    throw Error(ErrorCode::kInvalidArgument,
                "'--" + std::string(option) + "' needs the format text or json");
  }
  return format;
}

/// One index, asked any number of times, with the answers going to standard output.
class Answerer {
 public:
  explicit Answerer(Session& session)
      : session_(session),
        format_(format_of(session.arguments)),
        searcher_(index_directory(session)) {
    style_.terminal = session.terminal;
    const Verbosity verbosity = session.diagnostics.verbosity();
    style_.headline = verbosity != Verbosity::kQuiet;
    style_.parsed = verbosity == Verbosity::kVerbose || session.arguments.has("explain");
    if (format_ == OutputFormat::kText) {
      const auto languages = searcher_.describe().languages;
      if (!languages.empty()) dominant_language_ = languages.front().first;
    }
    session.out.write(format_prologue(format_));
  }

  /// Runs a request and prints the answer; whether there was a hit. `context` begins warnings.
  bool answer(SearchRequest request, std::string_view batch_id, const std::string& context) {
    const bool shows_passages = format_ != OutputFormat::kTrec && format_ != OutputFormat::kPaths;
    if (!shows_passages) request.snippets = 0;
    const auto start = std::chrono::steady_clock::now();
    const SearchResults results = searcher_.search(request);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    for (const std::string& warning : results.warnings) {
      session_.diagnostics.warning(context + warning);
    }
    const bool found = results.total > 0;
    if (!found && format_ == OutputFormat::kText) {
      session_.diagnostics.note(context + "no document matches");
    } else {
      session_.out.write(
          format_answer(format_, {request, results, took, batch_id, dominant_language_}, style_));
    }
    return found;
  }

 private:
  Session& session_;
  OutputFormat format_;
  Searcher searcher_;
  TextStyle style_;
  std::string dominant_language_;
};

int run_batch(Session& session, const std::string& name) {
  const std::string bytes = read_named_file(name);
  SearchRequest request = request_from(session.arguments);
  Answerer answerer(session);

  bool found = false;
  bool all_good = true;
  std::size_t number = 0;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    ++number;
    if (line.empty() || line == "\r") continue;
    const std::string context =
        (name == "-" ? "standard input" : name) + ", line " + std::to_string(number) + ": ";
    const auto parts = parse_batch_line(line);
    if (!parts) {
      session.diagnostics.error(
          Error(ErrorCode::kInvalidArgument, context + "not of the form ID<TAB>QUERY"));
      all_good = false;
      continue;
    }
    request.query = parts->query;
    try {
      found = answerer.answer(request, parts->id, context) || found;
    } catch (const QueryError& error) {
      session.diagnostics.query_error(QueryError(context + error.what(), error.span()),
                                      request.query);
      all_good = false;
    }
  }
  if (!all_good) return kUsageError;
  return found ? kDone : kNothingFound;
}

}  // namespace

int run_search(Session& session) {
  const Arguments& arguments = session.arguments;
  if (const auto batch = arguments.value("batch")) {
    if (!arguments.operands().empty()) {
      throw Error(ErrorCode::kInvalidArgument, "'--batch' takes its queries from the file alone");
    }
    return run_batch(session, *batch);
  }
  SearchRequest request = request_from(arguments);
  request.query = joined_query(arguments.operands());
  const Filters& filters = request.filters;
  const bool blank = request.query.find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank && filters.with.empty() && filters.without.empty() && filters.since.empty() &&
      filters.until.empty()) {
    throw Error(ErrorCode::kInvalidArgument,
                "no query was given; 'ksearch help' tells what there is, '*' finds every document");
  }
  try {
    return Answerer(session).answer(request, {}, {}) ? kDone : kNothingFound;
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, request.query);
    return kUsageError;
  }
}

}  // namespace ksearch::cli
