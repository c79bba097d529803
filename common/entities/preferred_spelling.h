#pragma once

#include <string_view>

namespace ksearch {

/// The better of two spellings with one normalised form: without brackets, without "The", mixed
/// case before all capitals, "Boris Johnson" before "Boris-Johnson", "BORIS Johnson" and "BOris
/// Johnson", then the one with more diacritics, more hyphens, capitals in words ("DeSantis") but
/// not in particles ("von"), then byte order. Commutative and associative, so that the spelling
/// kept for a name does not depend on the order in which documents arrive.
[[nodiscard]] std::string_view preferred_spelling(std::string_view a, std::string_view b);

}  // namespace ksearch
