#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Whether a line says who wrote the story and nothing else: "By Ann Lee and Bo Roe". Without its
/// first word it could be any line, so "By", "Von", "Par" or "Автор:" must be there.
[[nodiscard]] bool is_byline(std::string_view line);

/// The names in a by-line or in a metadata field for authors; what does not look like a name (an
/// address, a sentence, a number) and what stands in brackets is left out.
[[nodiscard]] std::vector<std::string> names_in_byline(std::string_view byline);

}  // namespace ksearch
