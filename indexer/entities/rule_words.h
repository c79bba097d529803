#pragma once

#include <string_view>

#include "indexer/entities/words.h"

namespace ksearch {

// What the rules ask of single words, in the languages they know.

/// Small words within names of people: "von", "de", "bin".
[[nodiscard]] bool is_particle(std::string_view normalized);
/// Small words within names of organisations: "of", "and".
[[nodiscard]] bool is_link(std::string_view normalized);
/// Words of grammar, whose capital comes from their place.
[[nodiscard]] bool is_function_word(std::string_view normalized);
/// Whether two words may be of one name by what stands between them: a space, a hyphen, a dot after
/// an initial.
[[nodiscard]] bool joins(const Word& before, const Word& word);
/// Whether its script has no capitals: there the table alone decides.
[[nodiscard]] bool is_caseless(const Word& word);
/// Whether a Cyrillic or Greek word is a given name, which the table has in Latin letters, in any
/// case.
[[nodiscard]] bool is_inflected_given_name(const Word& word);

}  // namespace ksearch
