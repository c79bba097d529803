#pragma once

#include <optional>

#include "ksearch/analyzer.h"
#include "ksearch/document.h"
#include "searcher/query/syntax.h"
#include "searcher/query/vocabulary.h"

namespace ksearch {

/// The words that set a document apart from the others of its index, as a query: words side by
/// side, the most telling first. Nothing when no word of it is in any other document.
[[nodiscard]] std::optional<query::Node> distinctive_words(const Document& document,
                                                           const query::Vocabulary& vocabulary,
                                                           Analyzer& analyzer);

/// Both of two queries, in the normal form that parse() makes.
[[nodiscard]] query::Node narrowed(query::Node words, query::Node condition);

}  // namespace ksearch
