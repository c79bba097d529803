#pragma once

#include <string>
#include <string_view>

#include "ksearch/entity.h"

namespace ksearch {

/// The form by which two spellings are one name: folded case, no diacritics in Latin, Greek and
/// Cyrillic (й stays), no dots or apostrophes, other punctuation as a space, single letters in a
/// row joined ("J. K. Rowling" is "jk rowling"), an organisation without its leading "The".
/// "Türkiye", "TÜRKİYE" and "Turkiye" are one name; "Zelensky" and "Zelenskyy" are two.
/// Empty when the name has no letter or digit. Thread-safe.
[[nodiscard]] std::string normalize_name(EntityType type, std::string_view name);

/// The better of two spellings with one normalised form: mixed case before all capitals, then
/// the one with more diacritics, then byte order. Commutative and associative, so that the
/// spelling kept for a name does not depend on the order in which documents arrive.
[[nodiscard]] std::string_view preferred_spelling(std::string_view a, std::string_view b);

}  // namespace ksearch
