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

}  // namespace ksearch
