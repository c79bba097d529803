#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/batch.h"
#include "cli/exit_code.h"
#include "cli/jobs.h"
#include "cli/ordered_work.h"
#include "cli/query_request.h"
#include "cli/search_output.h"
#include "cli/session.h"
#include "cli/spelling_text.h"
#include "cli/standard_input.h"
#include "common/format/request_options.h"
#include "common/utf8.h"
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

bool are_streamed(const SearchRequest& request) {
  return request.limit == 0 || request.limit > kHitsAtOnce;
}

/// How answers are written.
struct Presentation {
  OutputFormat format = OutputFormat::kText;
  TextStyle style;
  std::string dominant_language;  ///< of the index
};

Presentation presentation_of(const Session& session) {
  Presentation result;
  result.format = format_of(session.arguments);
  result.style.terminal = session.terminal;
  const Verbosity verbosity = session.diagnostics.verbosity();
  result.style.headline = verbosity != Verbosity::kQuiet;
  result.style.parsed = verbosity == Verbosity::kVerbose || session.arguments.has("explain");
  return result;
}

/// An answer that is not written yet.
struct Reply {
  std::string text;
  std::vector<std::function<void(Diagnostics&)>> messages;
  bool found = false;
  bool good = true;  ///< false: the query could not be run
};

/// Writes a reply, its messages first.
void write(const Reply& reply, Session& session) {
  for (const auto& message : reply.messages) message(session.diagnostics);
  session.out.write(reply.text);
}

/// One index, asked any number of times. Used by one thread.
class Answerer {
 public:
  Answerer(Searcher& searcher, const Presentation& presentation)
      : searcher_(searcher), presentation_(presentation) {}

  /// Runs a request, which is not streamed. `context` begins messages.
  Reply answer(SearchRequest request, std::string_view batch_id, const std::string& context) {
    leave_out_unseen(request);
    start_ = std::chrono::steady_clock::now();
    Reply reply;
    try {
      const SearchResults results = searcher_.search(request);
      const AnsweredQuery answered{request, results, took(), batch_id,
                                   presentation_.dominant_language};
      reply.found = results.total > 0;
      if (says_something(results, context, reply)) {
        reply.text = format_answer(presentation_.format, answered, presentation_.style);
      }
    } catch (const QueryError& error) {
      reply.good = false;
      const QueryError in_context(context + error.what(), error.span());
      reply.messages.emplace_back([in_context, query = request.query](Diagnostics& diagnostics) {
        diagnostics.query_error(in_context, query);
      });
    }
    return reply;
  }

  /// Runs a request and writes each hit as soon as it is made. The reply has no text.
  Reply stream(SearchRequest request, std::string_view batch_id, const std::string& context,
               Session& session) {
    leave_out_unseen(request);
    start_ = std::chrono::steady_clock::now();
    SearchResults outline;
    std::optional<AnsweredQuery> answered;
    std::optional<AnswerFormatter> formatter;
    ResultSink sink;
    Reply reply;
    sink.begin = [&](const SearchResults& results) {
      outline = results;
      answered.emplace(
          AnsweredQuery{request, outline, took(), batch_id, presentation_.dominant_language});
      formatter.emplace(presentation_.format, *answered, presentation_.style);
      Reply beginning;
      if (says_something(outline, context, beginning)) beginning.text = formatter->begin();
      write(beginning, session);
    };
    sink.hit = [&](Hit&& hit) {
      session.out.write(formatter->hit(std::move(hit)));
      return true;
    };
    try {
      searcher_.search(request, sink);
      session.out.write(formatter->end());
      reply.found = outline.total > 0;
    } catch (const QueryError& error) {
      session.diagnostics.query_error(QueryError(context + error.what(), error.span()),
                                      request.query);
      reply.good = false;
    }
    return reply;
  }

 private:
  void leave_out_unseen(SearchRequest& request) const {
    const OutputFormat format = presentation_.format;
    if (format == OutputFormat::kTrec || format == OutputFormat::kPaths) request.snippets = 0;
  }

  [[nodiscard]] std::chrono::microseconds took() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 start_);
  }

  /// Adds messages about the query and its words; whether there is an answer to print.
  bool says_something(const SearchResults& results, const std::string& context,
                      Reply& reply) const {
    const auto add_note = [&](const std::string& note) {
      reply.messages.emplace_back([text = context + note](Diagnostics& d) { d.note(text); });
    };
    for (const std::string& warning : results.warnings) {
      reply.messages.emplace_back([text = context + warning](Diagnostics& d) { d.warning(text); });
    }
    const bool is_silent = results.total == 0 && presentation_.format == OutputFormat::kText;
    if (is_silent) add_note("no document matches");
    // JSON has fields for these.
    if (presentation_.format == OutputFormat::kJson) return true;
    for (const std::string& note : spelling_notes(results)) add_note(note);
    return !is_silent;
  }

  Searcher& searcher_;
  const Presentation& presentation_;
  std::chrono::steady_clock::time_point start_;
};

/// What the index has most of: results in other languages say so.
std::string dominant_language(Searcher& searcher, OutputFormat format) {
  if (format != OutputFormat::kText) return {};
  const auto languages = searcher.describe().languages;
  return languages.empty() ? std::string() : languages.front().first;
}

/// A line of a batch that is not empty.
struct NumberedLine {
  std::size_t number;
  std::string_view text;
};

std::vector<NumberedLine> numbered_lines(std::string_view bytes) {
  bytes = without_byte_order_mark(bytes);
  std::vector<NumberedLine> lines;
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (!line.empty() && line != "\r") lines.push_back({number, line});
  }
  return lines;
}

int run_batch(Session& session, const std::string& name) {
  const std::size_t jobs = jobs_of(session.arguments);
  const std::string bytes = read_named_file(name);
  const std::vector<NumberedLine> lines = numbered_lines(bytes);
  SearchRequest request = query_request(session.arguments);
  // Nobody is there to see what a query of a batch was changed to.
  request.spelling = false;
  const bool streams = are_streamed(request);
  Presentation presentation = presentation_of(session);
  request.brief =
      presentation.format == OutputFormat::kTrec || presentation.format == OutputFormat::kPaths;
  const std::filesystem::path directory = index_directory(session);
  {
    // An index that cannot be read is said before any answer.
    Searcher searcher(directory);
    presentation.dominant_language = dominant_language(searcher, presentation.format);
  }
  session.out.write(format_prologue(presentation.format));

  const auto reply_to = [&](const NumberedLine& line, Answerer& answerer) {
    const std::string context =
        (name == "-" ? "standard input" : name) + ", line " + std::to_string(line.number) + ": ";
    const auto parts = parse_batch_line(line.text);
    if (!parts) {
      const Error error(ErrorCode::kInvalidArgument, context + "not of the form ID<TAB>QUERY");
      Reply bad;
      bad.good = false;
      bad.messages.emplace_back([error](Diagnostics& diagnostics) { diagnostics.error(error); });
      return bad;
    }
    SearchRequest with_query = request;
    with_query.query = parts->query;
    return streams ? answerer.stream(std::move(with_query), parts->id, context, session)
                   : answerer.answer(std::move(with_query), parts->id, context);
  };
  OrderedWork<Reply> work([&]() -> OrderedWork<Reply>::Worker {
    auto searcher = std::make_shared<Searcher>(directory);
    return [&, searcher](std::size_t piece) {
      Answerer answerer(*searcher, presentation);
      return reply_to(lines[piece], answerer);
    };
  });
  bool found = false;
  bool all_good = true;
  work.run(lines.size(), streams ? 1 : std::min(jobs, lines.size()), [&](Reply&& reply) {
    write(reply, session);
    found = found || reply.found;
    all_good = all_good && reply.good;
  });
  if (!all_good) return kUsageError;
  return found ? kDone : kNothingFound;
}

/// Whether a request without words says what is wanted: an empty query, a filter, an order.
bool asks_for_something(const Arguments& arguments, const SearchRequest& request) {
  const Filters& filters = request.filters;
  return !arguments.operands().empty() || !filters.with.empty() || !filters.without.empty() ||
         !filters.since.empty() || !filters.until.empty() || arguments.has("sort") ||
         arguments.has("since-rev");
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
  if (arguments.has("jobs")) {
    throw Error(ErrorCode::kInvalidArgument, "'--jobs' is for '--batch'");
  }
  SearchRequest request = query_request(arguments);
  request.query = joined_query(arguments.operands());
  if (request.query.find_first_not_of(" \t\r\n") == std::string::npos) {
    if (!asks_for_something(arguments, request)) {
      throw Error(
          ErrorCode::kInvalidArgument,
          "no query was given; 'ksearch help' tells what there is, '*' finds every document");
    }
    // Without words no document is nearer than another.
    if (!arguments.has("sort")) request.sort = SortOrder::kNewest;
  }
  Presentation presentation = presentation_of(session);
  Searcher searcher(index_directory(session));
  presentation.dominant_language = dominant_language(searcher, presentation.format);
  session.out.write(format_prologue(presentation.format));
  Answerer answerer(searcher, presentation);
  const Reply reply = are_streamed(request) ? answerer.stream(request, {}, {}, session)
                                            : answerer.answer(request, {}, {});
  write(reply, session);
  if (!reply.good) return kUsageError;
  return reply.found ? kDone : kNothingFound;
}

}  // namespace ksearch::cli
