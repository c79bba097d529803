#pragma once

#include <vector>

#include "ksearch/searcher.h"
#include "ksearch/span.h"
#include "server/pages/html.h"

namespace ksearch::pages {

/// The paragraphs of a text: what blank lines part, without the white space at both ends. Those
/// that lie within one of `left_out` are not among them.
[[nodiscard]] std::vector<Span> paragraphs(std::string_view text, Span left_out = {});

/// The body of a document in paragraphs. Names lead to their pages; matches are marked and have the
/// ids match-1, match-2, ... in order; text of the site around the story is set apart. The title is
/// left out where it is part of the text, its matches with it.
[[nodiscard]] Html document_text(const StoredDocument& stored);

/// The matches that document_text() shows; the first one of them is match-1.
[[nodiscard]] std::vector<Span> body_matches(const StoredDocument& stored);

}  // namespace ksearch::pages
