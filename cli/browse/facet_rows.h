#pragma once

#include <cstddef>

#include "cli/browse/state.h"

namespace ksearch::cli::browse {

/// Makes the list of facets: what is chosen, then the values of each facet of the results; while a
/// facet is filtered, the values found.
void build_facet_rows(State& state);

/// Selects the row nearest to `row` that can be selected, looking down first.
void select_row(State& state, std::size_t row);
/// Passes over what is chosen already, since Enter would end that.
void select_first_value(State& state);
/// Selects the row so many rows below; above, if negative.
void move_in_facets(State& state, std::ptrdiff_t by);
/// Null: none is selected.
[[nodiscard]] const FacetRow* selected_row(const State& state);

}  // namespace ksearch::cli::browse
