#include "cli/browse/facet_rows.h"

#include <algorithm>
#include <optional>

#include "cli/browse/layout.h"
#include "cli/facet_text.h"

namespace ksearch::cli::browse {
namespace {

void add_facet_rows(State& state, const Facet& facet, bool filtering) {
  using Kind = FacetRow::Kind;
  if (facet.values.empty() && !filtering) return;
  if (!state.facet_rows.empty()) state.facet_rows.push_back({});
  state.facet_rows.push_back(
      {Kind::kHeading, facet.field, 0, std::string(field_heading(facet.field)), 0});
  for (std::size_t i = 0; i < facet.values.size(); ++i) {
    state.facet_rows.push_back(
        {Kind::kValue, facet.field, i, facet.values[i].value, facet.values[i].count});
  }
  if (facet.more > 0) {
    state.facet_rows.push_back({Kind::kMore, facet.field, 0, {}, facet.more});
  }
}

/// The row nearest to `row` that can be selected, looking down first.
std::optional<std::size_t> selectable_row(const State& state, std::size_t row) {
  const auto& rows = state.facet_rows;
  for (std::size_t i = row; i < rows.size(); ++i) {
    if (rows[i].can_be_selected()) return i;
  }
  for (std::size_t i = std::min(row, rows.size()); i-- > 0;) {
    if (rows[i].can_be_selected()) return i;
  }
  return std::nullopt;
}

}  // namespace

void select_row(State& state, std::size_t row) {
  state.facets.selected = selectable_row(state, row).value_or(0);
  keep_visible(state.facets, layout_of(state).facets.rows);
  // The heading of the first value is worth a line.
  if (state.facets.top == 1) state.facets.top = 0;
}

void select_first_value(State& state) {
  const auto value = std::ranges::find(state.facet_rows, FacetRow::Kind::kValue, &FacetRow::kind);
  state.facets.top = 0;
  select_row(state, value == state.facet_rows.end()
                        ? 0
                        : static_cast<std::size_t>(value - state.facet_rows.begin()));
}

void build_facet_rows(State& state) {
  state.facet_rows.clear();
  if (state.input == Input::kFacetFilter) {
    add_facet_rows(state, state.filtered, true);
    return;
  }
  const std::vector<Narrowing>& narrowings = state.question.narrowings;
  if (!narrowings.empty()) {
    state.facet_rows.push_back({FacetRow::Kind::kHeading, {}, 0, "Chosen", 0});
    for (std::size_t i = 0; i < narrowings.size(); ++i) {
      state.facet_rows.push_back(
          {FacetRow::Kind::kActive, narrowings[i].field, i, narrowings[i].value, 0});
    }
  }
  for (const Facet& facet : state.results.facets) add_facet_rows(state, facet, false);
}

const FacetRow* selected_row(const State& state) {
  if (state.facets.selected >= state.facet_rows.size()) return nullptr;
  const FacetRow& row = state.facet_rows[state.facets.selected];
  return row.can_be_selected() ? &row : nullptr;
}

void move_in_facets(State& state, std::ptrdiff_t by) {
  std::size_t row = moved(state.facets.selected, by, state.facet_rows.size());
  if (by < 0) {
    // Upwards the nearest value above a heading is meant.
    while (row > 0 && !state.facet_rows[row].can_be_selected()) --row;
  }
  select_row(state, row);
}

}  // namespace ksearch::cli::browse
