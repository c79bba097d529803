#include "cli/browse/state.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "cli/browse/facet_rows.h"
#include "cli/browse/layout.h"
#include "cli/browse/scroll.h"
#include "common/analysis/code_points.h"
#include "common/utf8.h"

namespace ksearch::cli::browse {
namespace {

/// A document has one value of each at most, so that a second one would leave nothing.
bool has_one_value(Field field) {
  return field == Field::kLanguage || field == Field::kSource || field == Field::kMonth ||
         field == Field::kType;
}

void drop_last_character(std::string& text) {
  while (!text.empty() && is_trail_byte(text.back())) text.pop_back();
  if (!text.empty()) text.pop_back();
}

Effect ask(State& state, Question question) {
  if (question == state.question) return Effect::kNone;
  state.history.push_back({std::move(state.question), state.hits.selected});
  state.question = std::move(question);
  state.hits = {};
  return Effect::kSearch;
}

/// Includes or excludes the selected value; of one that is chosen already, ends that.
Effect choose(State& state, bool excluded) {
  const FacetRow* row = selected_row(state);
  if (row == nullptr) return Effect::kNone;
  Question question = state.question;
  std::vector<Narrowing>& chosen = question.narrowings;
  if (row->kind == FacetRow::Kind::kActive) {
    const auto narrowing = chosen.begin() + static_cast<std::ptrdiff_t>(row->index);
    if (narrowing->excluded == excluded || !excluded) {
      chosen.erase(narrowing);
    } else {
      narrowing->excluded = true;
    }
  } else {
    const auto same = std::ranges::find_if(chosen, [&](const Narrowing& narrowing) {
      return narrowing.field == row->field && narrowing.value == row->text;
    });
    const bool ends = same != chosen.end() && same->excluded == excluded;
    if (same != chosen.end()) chosen.erase(same);
    if (!excluded && has_one_value(row->field)) {
      std::erase_if(chosen, [&](const Narrowing& narrowing) {
        return narrowing.field == row->field && !narrowing.excluded;
      });
    }
    if (!ends) chosen.push_back({row->field, row->text, excluded});
  }
  state.input = Input::kNone;
  return ask(state, std::move(question));
}

Effect go_back(State& state) {
  if (state.history.empty()) {
    state.message = "there is nothing to go back to";
    return Effect::kNone;
  }
  Visit visit = std::move(state.history.back());
  state.history.pop_back();
  state.question = std::move(visit.question);
  state.hits = {visit.hit, 0};
  return Effect::kSearch;
}

Effect move(State& state, std::ptrdiff_t by) {
  const Layout layout = layout_of(state);
  switch (state.pane) {
    case Pane::kFacets:
      move_in_facets(state, by);
      return Effect::kNone;
    case Pane::kHits: {
      const std::size_t count = state.results.hits.size();
      const bool past_end = by > 0 && state.hits.selected + static_cast<std::size_t>(by) >= count;
      state.hits.selected = moved(state.hits.selected, by, count);
      keep_visible(state.hits, layout.hits.rows / kHitRows);
      return past_end && count < state.results.total ? Effect::kMore : Effect::kNone;
    }
    case Pane::kDocument:
      break;
  }
  const std::size_t height = layout.below.rows;
  const std::size_t lines = state.document_lines.size();
  state.document_top = moved(state.document_top, by, lines > height ? lines - height + 1 : 1);
  return Effect::kNone;
}

std::ptrdiff_t page(const State& state) {
  const Layout layout = layout_of(state);
  std::size_t rows = layout.facets.rows;
  if (state.pane == Pane::kHits) rows = layout.hits.rows / kHitRows;
  if (state.pane == Pane::kDocument) rows = layout.below.rows;
  return static_cast<std::ptrdiff_t>(std::max<std::size_t>(rows, 2)) - 1;
}

Effect focus(State& state, Pane pane) {
  const bool was_document = state.pane == Pane::kDocument;
  state.pane = pane;
  if (pane == Pane::kDocument) {
    if (selected_hit(state) == nullptr) {
      state.pane = Pane::kHits;
      return Effect::kNone;
    }
    return Effect::kReadDocument;
  }
  if (was_document) {
    state.document = {};
    state.document_lines.clear();
    keep_visible(state.hits, layout_of(state).hits.rows / kHitRows);
  }
  return Effect::kNone;
}

Effect next_pane(State& state, bool forward) {
  constexpr std::array kOrder = {Pane::kFacets, Pane::kHits, Pane::kDocument};
  const auto at = static_cast<std::size_t>(state.pane);
  return focus(state, kOrder[(at + (forward ? 1 : kOrder.size() - 1)) % kOrder.size()]);
}

Effect start_filter(State& state) {
  const std::size_t row = std::min(state.facets.selected, state.facet_rows.size());
  state.filter_field = Field::kPerson;
  if (row < state.facet_rows.size() && state.facet_rows[row].kind == FacetRow::Kind::kValue) {
    state.filter_field = state.facet_rows[row].field;
  }
  state.input = Input::kFacetFilter;
  state.input_text.clear();
  return Effect::kFilterFacet;
}

/// Asks what the answer says may be meant.
Effect take_suggestion(State& state) {
  if (state.results.suggested_query.empty()) {
    state.message = "there is no other spelling on offer";
    return Effect::kNone;
  }
  Question question = state.question;
  question.query = state.results.suggested_query;
  question.plain = false;
  return ask(state, std::move(question));
}

void start_query(State& state) {
  state.input = Input::kQuery;
  state.input_text = state.question.query;
}

void end_filter(State& state) {
  state.input = Input::kNone;
  build_facet_rows(state);
  select_first_value(state);
}

Effect accept(State& state) {
  if (state.input == Input::kFacetFilter) {
    if (selected_row(state) != nullptr) return choose(state, false);
    end_filter(state);
    return Effect::kNone;
  }
  state.input = Input::kNone;
  Question question = state.question;
  question.query = state.input_text;
  static_cast<void>(focus(state, Pane::kHits));
  return ask(state, std::move(question));
}

Effect press_in_input(State& state, Key key) {
  const bool filtering = state.input == Input::kFacetFilter;
  const Effect changed = filtering ? Effect::kFilterFacet : Effect::kNone;
  switch (key.kind) {
    case KeyKind::kCharacter:
      append_utf8(state.input_text, key.character);
      return changed;
    case KeyKind::kBackspace:
      drop_last_character(state.input_text);
      return changed;
    case KeyKind::kClearLine:
      state.input_text.clear();
      return changed;
    case KeyKind::kEnter:
      return accept(state);
    case KeyKind::kEscape:
      if (filtering) {
        end_filter(state);
      } else {
        state.input = Input::kNone;
      }
      return Effect::kNone;
    case KeyKind::kUp:
      if (filtering) move_in_facets(state, -1);
      return Effect::kNone;
    case KeyKind::kDown:
      if (filtering) move_in_facets(state, 1);
      return Effect::kNone;
    default:
      return Effect::kNone;
  }
}

/// To the next line with a match, or the one before.
void jump(State& state, bool forward) {
  const auto& lines = state.document_lines;
  const auto step = forward ? 1 : -1;
  for (auto i = static_cast<std::ptrdiff_t>(state.document_top) + step;
       i >= 0 && i < static_cast<std::ptrdiff_t>(lines.size()); i += step) {
    if (lines[static_cast<std::size_t>(i)].marks.empty()) continue;
    state.document_top = static_cast<std::size_t>(i);
    return;
  }
  state.message = forward ? "no match further down" : "no match further up";
}

Effect press_character(State& state, char32_t character) {
  switch (character) {
    case U'j':
      return move(state, 1);
    case U'k':
      return move(state, -1);
    case U'g':
      return press(state, {KeyKind::kHome});
    case U'G':
      return press(state, {KeyKind::kEnd});
    case U' ':
      return move(state, page(state));
    case U'h':
      return press(state, {KeyKind::kLeft});
    case U'l':
      return press(state, {KeyKind::kRight});
    case U'-':
      return state.pane == Pane::kFacets ? choose(state, true) : Effect::kNone;
    case U'/':
      if (state.pane == Pane::kFacets) return start_filter(state);
      start_query(state);
      return Effect::kNone;
    case U's':
      start_query(state);
      return Effect::kNone;
    case U'n':
    case U'N':
      if (state.pane == Pane::kDocument) jump(state, character == U'n');
      return Effect::kNone;
    case U'b':
      return go_back(state);
    case U'c':
      return take_suggestion(state);
    case U'o':
      return selected_hit(state) == nullptr ? Effect::kNone : Effect::kOpenFile;
    case U'y':
      state.overlay = Overlay::kCommand;
      return Effect::kCopyCommand;
    case U'?':
      state.overlay = Overlay::kHelp;
      return Effect::kNone;
    case U'q':
      return Effect::kQuit;
    default:
      return Effect::kNone;
  }
}

void wrap_document(State& state) {
  const std::size_t width = std::max<std::size_t>(layout_of(state).below.columns, 4) - 2;
  state.document_lines =
      wrap(printable(state.document.document.text, state.document.highlights, Lines::kKeep), width);
}

}  // namespace

Effect press(State& state, Key key) {
  state.message.clear();
  if (state.overlay != Overlay::kNone) {
    state.overlay = Overlay::kNone;
    return Effect::kNone;
  }
  if (state.input != Input::kNone) return press_in_input(state, key);
  constexpr std::ptrdiff_t kFar = PTRDIFF_MAX / 2;
  switch (key.kind) {
    case KeyKind::kCharacter:
      return press_character(state, key.character);
    case KeyKind::kUp:
      return move(state, -1);
    case KeyKind::kDown:
      return move(state, 1);
    case KeyKind::kPageUp:
      return move(state, -page(state));
    case KeyKind::kPageDown:
      return move(state, page(state));
    case KeyKind::kHome:
      return move(state, -kFar);
    case KeyKind::kEnd:
      return move(state, kFar);
    case KeyKind::kLeft:
      return focus(state, Pane::kFacets);
    case KeyKind::kRight:
      return state.pane == Pane::kFacets ? focus(state, Pane::kHits) : Effect::kNone;
    case KeyKind::kTab:
      return next_pane(state, true);
    case KeyKind::kBackTab:
      return next_pane(state, false);
    case KeyKind::kEnter:
      if (state.pane == Pane::kFacets) return choose(state, false);
      return state.pane == Pane::kHits ? focus(state, Pane::kDocument) : Effect::kNone;
    case KeyKind::kEscape:
      return focus(state, Pane::kHits);
    case KeyKind::kBackspace:
    case KeyKind::kClearLine:
      return Effect::kNone;
  }
  return Effect::kNone;
}

void set_results(State& state, SearchResults results) {
  state.results = std::move(results);
  const std::string& corrected = state.results.corrected_query;
  if (!corrected.empty()) {
    state.message = "nothing matches " + state.question.query + "; this is: " + corrected;
    // Facets and documents are asked for later, and have to belong to the hits.
    state.question.query = corrected;
    state.question.plain = false;
  } else if (!state.results.suggested_query.empty()) {
    state.message = "did you mean: " + state.results.suggested_query + "? c searches for it";
  }
  state.document = {};
  state.document_lines.clear();
  if (state.pane == Pane::kDocument) state.pane = Pane::kHits;
  state.hits.selected = moved(state.hits.selected, 0, state.results.hits.size());
  state.hits.top = 0;
  keep_visible(state.hits, layout_of(state).hits.rows / kHitRows);
  build_facet_rows(state);
  select_first_value(state);
  if (!state.results.warnings.empty()) state.message = state.results.warnings.front();
}

void add_hits(State& state, std::vector<Hit> hits) {
  if (hits.empty()) return;
  const std::size_t first = state.results.hits.size();
  std::ranges::move(hits, std::back_inserter(state.results.hits));
  state.hits.selected = first;
  keep_visible(state.hits, layout_of(state).hits.rows / kHitRows);
}

void set_filtered(State& state, Facet facet) {
  state.filtered = std::move(facet);
  build_facet_rows(state);
  state.facets.top = 0;
  select_row(state, 0);
}

void set_document(State& state, StoredDocument document) {
  state.document = std::move(document);
  state.document_top = 0;
  wrap_document(state);
  keep_visible(state.hits, layout_of(state).hits.rows / kHitRows);
}

void refuse(State& state, std::string message) {
  if (!state.history.empty()) {
    state.question = std::move(state.history.back().question);
    state.hits.selected = state.history.back().hit;
    state.history.pop_back();
    keep_visible(state.hits, layout_of(state).hits.rows / kHitRows);
  }
  state.message = std::move(message);
}

void resize(State& state, Size size) {
  state.size = size;
  if (!state.document_lines.empty()) {
    wrap_document(state);
    state.document_top = moved(state.document_top, 0, state.document_lines.size());
  }
  keep_visible(state.hits, layout_of(state).hits.rows / kHitRows);
  keep_visible(state.facets, layout_of(state).facets.rows);
}

SearchRequest request_of(const State& state) {
  SearchRequest request = state.base;
  request.query = state.question.query;
  request.plain = state.question.plain;
  for (const Narrowing& narrowing : state.question.narrowings) {
    auto& filters = narrowing.excluded ? request.filters.without : request.filters.with;
    filters.emplace_back(narrowing.field, narrowing.value);
  }
  if (request.query.empty()) request.sort = SortOrder::kNewest;
  return request;
}

const Hit* selected_hit(const State& state) {
  return state.hits.selected < state.results.hits.size() ? &state.results.hits[state.hits.selected]
                                                         : nullptr;
}

}  // namespace ksearch::cli::browse
