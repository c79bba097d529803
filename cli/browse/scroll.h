#pragma once

#include <algorithm>
#include <cstddef>

namespace ksearch::cli::browse {

/// A list of which a part is seen.
struct Scroll {
  std::size_t selected = 0;
  std::size_t top = 0;
};

/// Scrolls a list as little as shows the selected item.
inline void keep_visible(Scroll& list, std::size_t height) {
  height = std::max<std::size_t>(height, 1);
  list.top = std::min(list.top, list.selected);
  if (list.selected >= list.top + height) list.top = list.selected + 1 - height;
}

/// A position in a list of `count` items, moved and kept within it.
[[nodiscard]] inline std::size_t moved(std::size_t position, std::ptrdiff_t by, std::size_t count) {
  if (count == 0) return 0;
  const auto last = static_cast<std::ptrdiff_t>(count) - 1;
  const auto from = static_cast<std::ptrdiff_t>(std::min(position, count - 1));
  // Far moves stop at the ends; the bounds keep the sum from overflowing.
  return static_cast<std::size_t>(
      std::clamp<std::ptrdiff_t>(from + std::clamp<std::ptrdiff_t>(by, -last, last), 0, last));
}

}  // namespace ksearch::cli::browse
