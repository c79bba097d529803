#pragma once

#include <string_view>
#include <vector>

#include "ksearch/searcher.h"
#include "server/pages/html.h"
#include "server/pages/page_state.h"

namespace ksearch::pages {

/// A text with some of its bytes marked; `marks` are sorted and disjoint.
[[nodiscard]] Html marked(std::string_view text, const std::vector<Span>& marks);

/// A date for people and, within, for programs.
[[nodiscard]] Html time_element(std::string_view date);

/// Where a person, place or organisation has its page.
[[nodiscard]] Address entity_address(Field field, std::string_view name);
/// A name that leads to its page.
[[nodiscard]] Html entity_link(Field field, std::string_view name);

/// Where a document is shown, with the matches of a search marked.
[[nodiscard]] Address document_address(const Address& search, std::string_view id);
/// The headline, or what stands for a missing one.
[[nodiscard]] Html headline(std::string_view title, const std::vector<Span>& marks);

/// "Harbour Wire · 24 July 2025 · French": where a hit comes from; its language only when it is not
/// `usual_language`.
[[nodiscard]] Html origin_line(const Hit& hit, std::string_view usual_language);
/// A passage in quotation, with an ellipsis where it begins or ends within a sentence.
[[nodiscard]] Html passage(const Snippet& snippet);

/// A bar as long as `share` (0 to 1) of its place.
[[nodiscard]] Html share_bar(double share);

}  // namespace ksearch::pages
