#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/html_tree.h"

namespace ksearch {

/// Finds the story of a page and returns its paragraphs, a blank line between two: the prose
/// without menus, captions, share bars, comments and lists of other stories, and without its
/// headline. `known_body` is the text that the page's metadata gives, or empty: it decides when
/// what was found misses most of it. A page without an article gives its text outside the menus;
/// empty when there is none.
[[nodiscard]] std::string article_text(const HtmlTree& tree, std::string_view known_body,
                                       std::string_view headline);

}  // namespace ksearch
