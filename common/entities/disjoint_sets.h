#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

namespace ksearch {

/// The numbers 0 to size - 1 in sets that can be joined. (Galler and Fischer 1964, halving paths.)
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  /// The number that stands for the set of `x` until the set is joined to another.
  [[nodiscard]] std::uint32_t find(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void join(std::uint32_t a, std::uint32_t b) { parent_[find(a)] = find(b); }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace ksearch
