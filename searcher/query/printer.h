#pragma once

#include <string>

#include "searcher/query/syntax.h"

namespace ksearch::query {

/// The canonical text of a tree that parse() has made: parse(to_string(node)).root == node, as long
/// as the text is within the budget, which it can exceed where aliases were shorter or backslashes
/// are needed. Dates in words become days. Canonical text is always read without `plain` and
/// `exact`.
[[nodiscard]] std::string to_string(const Node& node);

}  // namespace ksearch::query
