#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "searcher/query/syntax.h"

namespace ksearch::query {

/// Reads a query in which every character is text: words side by side, kExact ones with `exact`.
/// Nothing when it holds no word.
[[nodiscard]] std::optional<Node> parse_plain(std::string_view query, bool exact,
                                              std::vector<QueryWarning>& warnings);

}  // namespace ksearch::query
