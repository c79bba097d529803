#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

/// "People", "Places" and so on.
[[nodiscard]] std::string_view field_heading(Field field);

/// Facets as lists of counts and values under headings, side by side as far as the width of the
/// terminal allows; one below the other when it is unlimited.
[[nodiscard]] std::string text_facets(const std::vector<Facet>& facets, const Terminal& terminal);

/// One facet as a list without a heading; `variants` adds the names counted together,
/// each with its own count and the rule that joined it.
[[nodiscard]] std::string text_facet(const Facet& facet, const Terminal& terminal, bool variants);

}  // namespace ksearch::cli
