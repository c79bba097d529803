#pragma once

#include <string_view>

namespace ksearch::query {

/// What to tell somebody whose word looks like an operator of another search engine (te*t, word~2,
/// &&, !word, XOR, ...), as the rest of a sentence that starts with the word; empty when it looks
/// like nothing of the sort.
[[nodiscard]] std::string_view foreign_syntax(std::string_view word);

}  // namespace ksearch::query
