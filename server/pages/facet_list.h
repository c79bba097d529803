#pragma once

#include "ksearch/searcher.h"
#include "server/pages/html.h"
#include "server/pages/page_state.h"

namespace ksearch::pages {

/// Whether values of a field are people, places or organisations, which have pages of their own.
[[nodiscard]] bool is_entity(Field field);

/// The values of a facet as links that narrow the search, each with its count, the names behind it
/// and a link that leaves it out. Values chosen already lead back.
[[nodiscard]] Html facet_values(const Facet& facet, const PageState& state);

/// A facet beside the results: a heading, a box to look for a value, the first values, and a link
/// to all of them. Empty when there is nothing to choose from.
[[nodiscard]] Html facet_group(const Facet& facet, const PageState& state);

/// The names counted as one value and, for each, the rule that joined it.
[[nodiscard]] Html variant_list(const FacetValue& value);

/// The page of all values of a facet.
[[nodiscard]] Address facet_address(const PageState& state, Field field);

}  // namespace ksearch::pages
