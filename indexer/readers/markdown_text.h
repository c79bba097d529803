#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ksearch/span.h"

namespace ksearch {

/// Markdown as readable text.
struct MarkdownText {
  std::string text;
  std::optional<Span> first_heading;  ///< in `text`
};

/// Takes the mark-up out of CommonMark with tables, task lists and footnotes: links and pictures
/// leave their words, headings and list items are lines, code stays as it is written, rules, link
/// definitions, comments and HTML tags go. Blocks are divided by blank lines. Linear in time.
[[nodiscard]] MarkdownText markdown_text(std::string_view markdown);

}  // namespace ksearch
