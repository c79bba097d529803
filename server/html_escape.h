#pragma once

#include <string>
#include <string_view>

namespace ksearch {

/// Text as HTML text or as the value of a quoted attribute: the one way by which text of documents,
/// queries and URLs enters a page. Escapes & < > " and '. Characters that control a terminal or
/// turn the direction of what follows (C0 but tab and line ends, DEL, C1, bidirectional embeddings,
/// overrides and isolates) are shown as their code points, like U+202E; bytes that are not UTF-8
/// become U+FFFD.
[[nodiscard]] std::string html_escape(std::string_view text);

}  // namespace ksearch
