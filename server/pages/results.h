#pragma once

#include "ksearch/searcher.h"
#include "server/pages/html.h"
#include "server/pages/page_state.h"

namespace ksearch::pages {

/// The hits as a numbered list of articles. Where languages were counted, that of a hit is shown
/// when it is not the most frequent one.
[[nodiscard]] Html hit_list(const SearchResults& results, const PageState& state);

/// The conditions of a search, each with a link that takes it out; empty when there is none.
[[nodiscard]] Html filter_chips(const PageState& state);

/// Links by relevance and by date.
[[nodiscard]] Html sort_links(const PageState& state);

/// Links to the neighbouring pages of a result; empty when there is one page.
[[nodiscard]] Html page_links(const PageState& state, std::uint64_t total);

/// A form for the first and last day.
[[nodiscard]] Html date_form(const PageState& state);

}  // namespace ksearch::pages
