#pragma once

#include <cstdint>
#include <vector>

#include "common/storage/generation.h"
#include "searcher/match_units.h"

namespace ksearch {

/// In how many stories, or documents, of an index each entity is named; hidden ones in none.
/// Counting takes one pass over all documents, so an object is made once for a commit.
class EntityTotals {
 public:
  EntityTotals(const Generation& generation, CountUnit unit);
  /// Stories, or documents, of the index.
  [[nodiscard]] std::uint64_t all() const { return all_; }
  [[nodiscard]] std::uint32_t count(std::uint32_t entity) const { return counts_[entity]; }

 private:
  std::uint64_t all_ = 0;
  std::vector<std::uint32_t> counts_;
};

}  // namespace ksearch
