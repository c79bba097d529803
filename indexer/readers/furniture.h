#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ksearch/span.h"

namespace ksearch {

/// How a page saved as plain text is laid out.
struct PageLayout {
  /// The line of the story's headline, when the story begins with one.
  std::optional<Span> headline;
  /// The line above the story that names its authors; no furniture.
  std::optional<Span> byline;
  /// What belongs to the site: menus, counters, captions, comment forms. Sorted and disjoint.
  std::vector<Span> furniture;
};

/// Whether a line belongs to the site wherever it stands: "Leave a Reply", "Related: ...", a
/// caption with "(file photo)". The rules of page_layout() that need no context.
[[nodiscard]] bool is_site_line(std::string_view line);

/// Finds the headline and the furniture of `text`, whose lines are `lines` (text_lines()). Made for
/// precision: a line is furniture when a known phrase, its repetition or its place says so, and a
/// line that reads like a sentence of the story is none.
[[nodiscard]] PageLayout page_layout(std::string_view text, std::span<const Span> lines);

}  // namespace ksearch
