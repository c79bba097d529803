#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "cli/batch.h"
#include "cli/exit_code.h"
#include "cli/query_request.h"
#include "cli/search_output.h"
#include "cli/session.h"
#include "cli/spelling_text.h"
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

/// With more hits than this, or all of them, each is printed as soon as it is made.
constexpr std::size_t kHitsAtOnce = 1000;

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
    start_ = std::chrono::steady_clock::now();
    if (request.limit == 0 || request.limit > kHitsAtOnce)
      return stream(request, batch_id, context);
    const SearchResults results = searcher_.search(request);
    const AnsweredQuery answered{request, results, took(), batch_id, dominant_language_};
    if (says_something(results, context)) {
      session_.out.write(format_answer(format_, answered, style_));
    }
    return results.total > 0;
  }

 private:
  bool stream(const SearchRequest& request, std::string_view batch_id, const std::string& context) {
    SearchResults outline;
    std::optional<AnsweredQuery> answered;
    std::optional<AnswerFormatter> formatter;
    ResultSink sink;
    sink.begin = [&](const SearchResults& results) {
      outline = results;
      answered.emplace(AnsweredQuery{request, outline, took(), batch_id, dominant_language_});
      formatter.emplace(format_, *answered, style_);
      if (says_something(outline, context)) session_.out.write(formatter->begin());
    };
    sink.hit = [&](Hit&& hit) {
      session_.out.write(formatter->hit(std::move(hit)));
      return true;
    };
    searcher_.search(request, sink);
    session_.out.write(formatter->end());
    return outline.total > 0;
  }

  [[nodiscard]] std::chrono::microseconds took() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 start_);
  }

  /// Messages about the query and its words; whether there is an answer to print.
  bool says_something(const SearchResults& results, const std::string& context) {
    Diagnostics& diagnostics = session_.diagnostics;
    for (const std::string& warning : results.warnings) diagnostics.warning(context + warning);
    const bool is_silent = results.total == 0 && format_ == OutputFormat::kText;
    if (is_silent) diagnostics.note(context + "no document matches");
    // JSON has fields for these.
    if (format_ == OutputFormat::kJson) return true;
    for (const std::string& note : spelling_notes(results)) diagnostics.note(context + note);
    return !is_silent;
  }

  Session& session_;
  OutputFormat format_;
  Searcher searcher_;
  TextStyle style_;
  std::string dominant_language_;
  std::chrono::steady_clock::time_point start_;
};

int run_batch(Session& session, const std::string& name) {
  const std::string bytes = read_named_file(name);
  SearchRequest request = query_request(session.arguments);
  // Nobody is there to see what a query of a batch was changed to.
  request.spelling = false;
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
  SearchRequest request = query_request(arguments);
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
