#pragma once

#include <cstdint>
#include <string>

#include "cli/search_output.h"

namespace ksearch::cli {

/// Results for a person to read: a headline, the hits with their passages, the facets.
[[nodiscard]] std::string text_results(const AnsweredQuery& answer, const TextStyle& style);

}  // namespace ksearch::cli
