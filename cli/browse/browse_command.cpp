#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>

#include "cli/browse/open_file.h"
#include "cli/browse/screen.h"
#include "cli/browse/state.h"
#include "cli/browse/view.h"
#include "cli/exit_code.h"
#include "cli/query_request.h"
#include "cli/session.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"

namespace ksearch::cli {
namespace {

using namespace browse;

/// Hits and facet values fetched at a time.
constexpr std::size_t kHitsAtATime = 50;
constexpr std::size_t kFacetValues = 7;
constexpr std::size_t kFilteredValues = 200;

/// Does what the state asks for: reads the index, starts programs.
class Browser {
 public:
  Browser(State& state, Searcher& searcher, Screen& screen, const EnvironmentReader& environment)
      : state_(state), searcher_(searcher), screen_(screen), environment_(environment) {}

  /// Whether to go on.
  bool perform(Effect effect) {
    try {
      switch (effect) {
        case Effect::kNone:
          break;
        case Effect::kSearch:
          set_results(state_, searcher_.search(request()));
          break;
        case Effect::kMore: {
          SearchRequest more = request();
          more.offset = state_.results.hits.size();
          more.facets.clear();
          add_hits(state_, searcher_.search(more).hits);
          break;
        }
        case Effect::kFilterFacet:
          set_filtered(state_, searcher_.facet(state_.filter_field, request(), state_.input_text,
                                               kFilteredValues));
          break;
        case Effect::kReadDocument:
          set_document(state_, searcher_.document(selected_hit(state_)->id, request()));
          break;
        case Effect::kOpenFile:
          open(*selected_hit(state_));
          break;
        case Effect::kCopyCommand:
          screen_.copy(command_line(state_));
          break;
        case Effect::kQuit:
          return false;
      }
    } catch (const Error& error) {
      if (effect == Effect::kSearch) {
        refuse(state_, error.what());
      } else {
        state_.message = error.what();
      }
    }
    return true;
  }

 private:
  [[nodiscard]] SearchRequest request() const {
    SearchRequest request = request_of(state_);
    request.limit = kHitsAtATime;
    request.snippets = 3;
    request.facet_values = kFacetValues;
    request.facets = {Field::kPerson, Field::kPlace, Field::kOrg, Field::kSource, Field::kLanguage};
    // A month is a condition on dates, beside which there is no room for another.
    const Filters& filters = state_.base.filters;
    if (filters.since.empty() && filters.until.empty()) request.facets.push_back(Field::kMonth);
    return request;
  }

  void open(const Hit& hit) {
    if (hit.path.empty()) {
      state_.message = hit.url.empty() ? "this document comes from no file"
                                       : "this document comes from no file: " + hit.url;
      return;
    }
    std::error_code error;
    if (!std::filesystem::exists(hit.path, error)) {
      state_.message = hit.path + " is not there any more";
      return;
    }
    screen_.suspended([&] {
      try {
        run_and_wait(open_command(hit.path, environment_));
      } catch (const Error& failure) {
        state_.message = failure.what();
      }
    });
  }

  State& state_;
  Searcher& searcher_;
  Screen& screen_;
  const EnvironmentReader& environment_;
};

State first_state(const Session& session) {
  const Arguments& arguments = session.arguments;
  State state;
  state.base = query_request(arguments);
  state.index_option = arguments.value("index").value_or("");
  state.unicode = session.terminal.unicode;
  state.question.query = joined_query(arguments.operands());
  state.question.plain = std::exchange(state.base.plain, false);
  Filters& filters = state.base.filters;
  for (const auto& [field, value] : std::exchange(filters.with, {})) {
    state.question.narrowings.push_back({field, value, false});
  }
  for (const auto& [field, value] : std::exchange(filters.without, {})) {
    state.question.narrowings.push_back({field, value, true});
  }
  return state;
}

}  // namespace

int run_browse(Session& session) {
  if (session.arguments.has("json")) {
    throw Error(ErrorCode::kInvalidArgument, "'browse' has no JSON; 'search' and 'facets' do");
  }
  if (!session.terminal.interactive || isatty(STDIN_FILENO) == 0) {
    throw Error(ErrorCode::kInvalidArgument,
                "'browse' needs a terminal; 'ksearch search' goes anywhere");
  }
  State state = first_state(session);
  Searcher searcher(index_directory(session));
  // Asked once before the screen is taken, so that an error is seen where errors are.
  try {
    static_cast<void>(searcher.search(request_of(state)));
  } catch (const QueryError& error) {
    session.diagnostics.query_error(error, state.question.query);
    return kUsageError;
  }
  Screen screen({.color = session.terminal.color, .unicode = session.terminal.unicode});
  resize(state, screen.size());
  Browser browser(state, searcher, screen, session.environment);
  browser.perform(Effect::kSearch);
  while (true) {
    screen.show(draw(state));
    const auto key = screen.read();
    resize(state, screen.size());
    if (screen.closed()) return kDone;
    if (key && !browser.perform(press(state, *key))) return kDone;
  }
}

}  // namespace ksearch::cli
