#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "ksearch/span.h"

namespace ksearch::python {

/// Half-open ranges of str indices, which count code points.
using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

/// Byte offsets of UTF-8 text as indices of the str that Python makes of it, and back. Offsets may
/// be asked for in any order; ascending ones cost one pass over the text altogether.
class OffsetMap {
 public:
  /// `text` must outlive the map.
  explicit OffsetMap(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t index_of(std::size_t byte);
  /// Past the end: the end.
  [[nodiscard]] std::size_t byte_of(std::size_t index);
  [[nodiscard]] Ranges ranges_of(const std::vector<Span>& spans);

 private:
  void step() noexcept;

  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t index_ = 0;
};

}  // namespace ksearch::python
