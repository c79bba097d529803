#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "ksearch/span.h"

namespace ksearch::cli {

/// Text and the parts of it that are to stand out: sorted, disjoint byte ranges of `text`.
struct MarkedText {
  std::string text;
  std::vector<Span> marks;

  friend bool operator==(const MarkedText&, const MarkedText&) = default;
};

/// What printable() does with line feeds and tabs.
enum class Lines {
  kJoin,  ///< each becomes a space
  kKeep,  ///< they stay
};

/// `text` as it may be sent to a terminal: control characters (C0, DEL, C1), line and paragraph
/// separators and bidirectional overrides, embeddings and isolates are shown as \x1b or \u202e,
/// bytes that are not UTF-8 as \xff. Nothing else changes; `marks` move along.
[[nodiscard]] MarkedText printable(std::string_view text, const std::vector<Span>& marks,
                                   Lines lines = Lines::kJoin);
[[nodiscard]] std::string printable(std::string_view text, Lines lines = Lines::kJoin);

/// Columns that printable text takes on a terminal: two for wide and fullwidth characters (UAX
/// #11), none for combining marks and format characters.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Breaks printable text at the places where UAX #14 allows it, into lines of at most `width`
/// columns without the spaces at their ends. What is longer without such a place is broken
/// anywhere between characters. Line feeds break always. At least one line.
[[nodiscard]] std::vector<MarkedText> wrap(const MarkedText& text, std::size_t width);

/// The first part of printable text, with "…" as its last column when it does not fit.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t width);

/// The text with escape sequences: `base` for all of it, `palette.match` for the marks.
[[nodiscard]] std::string paint(const MarkedText& text, const Palette& palette,
                                std::string_view base = {});
[[nodiscard]] std::string paint(std::string_view text, const Palette& palette,
                                std::string_view base);

}  // namespace ksearch::cli
