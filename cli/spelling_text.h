#pragma once

#include <string>
#include <vector>

#include "ksearch/searcher.h"

namespace ksearch::cli {

/// "'zelenskky' is in no document; near it are zelensky, zelenskyy".
[[nodiscard]] std::string unknown_word_text(const UnknownWord& unknown);

/// What is said about the spelling of a query, a sentence each: words that no document has, the
/// query that was answered instead, the one that may be meant.
[[nodiscard]] std::vector<std::string> spelling_notes(const SearchResults& results);

}  // namespace ksearch::cli
