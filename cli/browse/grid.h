#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/browse/layout.h"
#include "cli/marked_text.h"

namespace ksearch::cli::browse {

/// What a cell is, for the terminal to show as it can.
enum class Style : std::uint8_t {
  kPlain,
  kDim,
  kHeading,
  kMatch,
  kSelected,       ///< the line the keys act on
  kSelectedMatch,  ///< a match in it
  kResting,        ///< the selected line of a pane without the focus
  kBar,            ///< header and footer
};

/// One column of the screen: a character with the marks that combine with it. Behind a wide
/// character stands a cell without text.
struct Cell {
  std::string text = " ";
  Style style = Style::kPlain;
};

/// The screen as it is to be, in cells. What does not fit is left out; nothing is ever written
/// outside. A value type.
class Grid {
 public:
  explicit Grid(Size size) : size_(size), cells_(size.rows * size.columns) {}

  [[nodiscard]] Size size() const { return size_; }
  [[nodiscard]] const Cell& at(std::size_t row, std::size_t column) const {
    return cells_[row * size_.columns + column];
  }

  /// Where text goes: a row, its first column, and the columns it may take.
  struct Place {
    std::size_t row = 0;
    std::size_t column = 0;
    std::size_t columns = 0;
  };
  /// Writes printable text, cut with "…" where it does not fit; the rest of the place keeps what it
  /// has.
  void put(Place place, std::string_view text, Style style);
  /// The same with its marks as `marked`.
  void put(Place place, const MarkedText& text, Style style, Style marked);
  /// Gives all cells of a place a style.
  void paint(Place place, Style style);

  /// Rows of text without spaces at their ends.
  [[nodiscard]] std::string text() const;

 private:
  Size size_;
  std::vector<Cell> cells_;
};

}  // namespace ksearch::cli::browse
