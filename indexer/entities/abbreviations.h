#pragma once

#include <string_view>

namespace ksearch {

/// English abbreviations that are written with a dot which ends no sentence: "Mr", "Inc", "Jan".
/// As written, with their capital.
[[nodiscard]] bool is_abbreviation(std::string_view word);

}  // namespace ksearch
