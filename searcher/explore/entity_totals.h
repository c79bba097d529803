#pragma once

#include <cstdint>
#include <vector>

#include "common/storage/generation.h"

namespace ksearch {

/// In how many documents of an index each entity is named; hidden ones in none. Counting takes one
/// pass over all documents, so an object is made once for a commit.
class EntityTotals {
 public:
  explicit EntityTotals(const Generation& generation);
  [[nodiscard]] std::uint32_t count(std::uint32_t entity) const { return counts_[entity]; }

 private:
  std::vector<std::uint32_t> counts_;
};

}  // namespace ksearch
