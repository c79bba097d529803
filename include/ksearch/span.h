#pragma once

#include <compare>
#include <cstddef>

namespace ksearch {

/// A range of bytes in UTF-8 text: half-open, both ends on code point boundaries.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  /// Length in bytes.
  [[nodiscard]] constexpr std::size_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  /// Whether `other` lies inside this span.
  [[nodiscard]] constexpr bool contains(Span other) const {
    return begin <= other.begin && other.end <= end;
  }
  /// Whether the two spans share at least one byte.
  [[nodiscard]] constexpr bool overlaps(Span other) const {
    return begin < other.end && other.begin < end;
  }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace ksearch
