#pragma once

#include <cstdint>
#include <string>

#include "cli/marked_text.h"
#include "cli/search_output.h"

namespace ksearch::cli {

/// A passage as it may be sent to a terminal, with "…" where it is cut out of a sentence.
[[nodiscard]] MarkedText passage_text(const Snippet& snippet);

/// Results for a person to read: a headline, the hits with their passages, the facets.
[[nodiscard]] std::string text_results(const AnsweredQuery& answer, const TextStyle& style);

// Its parts; an empty line stands between those that are not empty.

/// The lines before the hits; may be empty.
[[nodiscard]] std::string text_head(const AnsweredQuery& answer, const TextStyle& style);
/// One hit; `last_rank` is the highest that will come.
[[nodiscard]] std::string text_hit(const Hit& hit, const AnsweredQuery& answer,
                                   const TextStyle& style, std::size_t last_rank);

}  // namespace ksearch::cli
