#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "cli/terminal.h"

namespace ksearch::cli {

/// Horizontal bars of one chart, drawn in characters: eighths of a column where the terminal shows
/// Unicode, '#' where it does not.
class BarScale {
 public:
  /// `most` is what fills `columns` columns. Without a person at the terminal, or on one of less
  /// than 40 columns, there are no bars.
  BarScale(double most, std::size_t columns, const Terminal& terminal);

  /// The bar of a value, without spaces after it; every value above 0 can be seen.
  [[nodiscard]] std::string bar(double value) const;
  /// The same, filled up to the width of the column and followed by a gap; empty without bars.
  [[nodiscard]] std::string column(double value) const;
  [[nodiscard]] std::size_t columns() const { return columns_; }

 private:
  double most_;
  std::size_t columns_;
  bool unicode_;
};

}  // namespace ksearch::cli
