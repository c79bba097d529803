#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ksearch/analyzer.h"

namespace ksearch::query {

/// The ways in which a phrase can stand in a text, each a sequence of terms at consecutive
/// positions.
///
/// All tokens of a hyphenated compound share a position, so "cease-fire talks" in a query is the
/// words cease, fire, talks, or ceasefire, talks; and any run of two to four words may be a
/// compound of the text: "Russia Ukraine talks" is also Russia-Ukraine, talks. Only terms for which
/// `known` holds are used, and at most 16 forms are made.
[[nodiscard]] std::vector<std::vector<std::string>> phrase_forms(
    const TokenList& tokens, const std::function<bool(const std::string&)>& known);

}  // namespace ksearch::query
