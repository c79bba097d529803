#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/entities/known_names.h"
#include "ksearch/entity.h"

namespace ksearch {

// What derive_entities() and NameMatcher compare names by. All functions take normalised forms
// (normalize_name) and are thread-safe.

/// What the table of known names says of a name, also in an oblique case of Russian or Ukrainian.
[[nodiscard]] std::optional<KnownName> find_known_inflected(std::string_view normalized);

/// The shown name by which the tables know a name of this type; empty if they do not. The view
/// lives as long as the program.
[[nodiscard]] std::string_view curated_name(EntityType type, std::string_view normalized);
/// The same for a name already looked up.
[[nodiscard]] std::string_view curated_name(EntityType type, const std::optional<KnownName>& known);

/// What the spellings of an organisation's name share: no "Ltd" or "Inc" at its end, no "the", one
/// of British and American spelling, and "Department of" for "Department for".
[[nodiscard]] std::string organisation_key(std::string_view normalized);

/// The spelling keys of all words in Latin letters: the same for a name in Cyrillic or Greek and
/// its romanisations.
[[nodiscard]] std::string phrase_key(std::string_view normalized);

/// Whether a name has no Greek or Cyrillic letter.
[[nodiscard]] bool is_latin_name(std::string_view normalized);

}  // namespace ksearch
