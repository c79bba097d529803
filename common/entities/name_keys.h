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

/// "the ": what a place's name may have before it or not. Organisations have lost theirs in
/// normalize_name(), and people need theirs ("The Rock").
inline constexpr std::string_view kArticle = "the ";

/// Whether "the" before what the tables know by this name means the same place. It does before
/// names that they do not know, countries and regions ("the Gambia", "the Vatican"). But "The
/// Hartford" is no city, "The Reuters" no agency, "The Atlantic" a magazine, and "The Emirates" a
/// stadium.
[[nodiscard]] bool takes_article(std::string_view normalized);
/// The same place's name with "the" where it has none, and without where it has; empty where that
/// would be another place.
[[nodiscard]] std::string other_article(std::string_view normalized);

/// What the spellings of an organisation's name share: no "Ltd" or "Inc" at its end, no "the", one
/// of British and American spelling, and "Department of" for "Department for".
[[nodiscard]] std::string organisation_key(std::string_view normalized);

/// The spelling keys of all words in Latin letters: the same for a name in Cyrillic or Greek and
/// its romanisations.
[[nodiscard]] std::string phrase_key(std::string_view normalized);

/// Whether a name has no Greek or Cyrillic letter.
[[nodiscard]] bool is_latin_name(std::string_view normalized);

}  // namespace ksearch
