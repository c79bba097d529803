#pragma once

#include <string>
#include <vector>

#include "indexer/readers/html_tree.h"

namespace ksearch {

/// Whether an element stands on lines of its own.
[[nodiscard]] bool is_block(HtmlTag tag);

/// Whether an element is kept from readers: hidden by an attribute or a style of its own.
[[nodiscard]] bool is_hidden(const HtmlTree& tree, HtmlNodeId node);

/// The text of a node as a reader of the page sees it, for mails and for pages without an article:
/// blocks are paragraphs with a blank line between them, white space is collapsed except in <pre>,
/// <br> breaks a line and two a paragraph, cells of a row are divided by tabs. Scripts, hidden
/// elements and those in `left_out` (by node number; may be shorter than the tree) do not count.
[[nodiscard]] std::string html_text(const HtmlTree& tree, HtmlNodeId node,
                                    const std::vector<bool>& left_out = {});

}  // namespace ksearch
