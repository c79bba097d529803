#pragma once

#include "ksearch/searcher.h"
#include "server/pages/html.h"
#include "server/pages/page_state.h"

namespace ksearch::pages {

/// The search that was answered: that of `state`, or the one with likelier spellings that was
/// answered in its place, so that links, facets and the timeline belong to the hits shown.
[[nodiscard]] PageState answered_state(const SearchResults& results, const PageState& state);

/// What is said about the spelling of a query with hits: that another one was answered, "did you
/// mean", words that no document has. Empty when there is nothing to say. `given` is the search
/// that was asked for.
[[nodiscard]] Html spelling_advice(const SearchResults& results, const PageState& given);

/// For each word that no document has: that, and words like it. List items.
[[nodiscard]] Html unknown_words(const SearchResults& results, const PageState& given);

}  // namespace ksearch::pages
