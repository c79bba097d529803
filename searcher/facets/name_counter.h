#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "common/entities/names.h"
#include "common/storage/generation.h"
#include "ksearch/entity.h"
#include "searcher/match_units.h"

namespace ksearch {

/// An entity and the number of stories that name it, or of documents: what the matches count.
struct EntityCount {
  std::uint32_t entity = 0;
  std::uint32_t count = 0;
};

/// A name and the number of stories or documents that hold it.
struct NameCount {
  std::uint32_t name = 0;
  std::uint32_t count = 0;
};

/// The names and entities that have any, each once.
struct NameCounts {
  std::vector<EntityCount> entities;
  std::vector<NameCount> names;
};

/// Counts names in matches. Keeps its tables, which are as long as the list of names, from one
/// count to the next: to allocate and zero them took longer than to count. Used by one thread.
class NameCounter {
 public:
  static constexpr std::array kFacetTypes = {EntityType::kPerson, EntityType::kPlace,
                                             EntityType::kOrg};

  /// Counts the names of some types in the matches, in one pass; those of hidden entities are left
  /// out.
  void count(const Generation& generation, const MatchUnits& matches,
             std::span<const EntityType> types);
  /// What the last count() found of a type; nothing of a type that it was not asked for. Valid
  /// until the next one.
  [[nodiscard]] const NameCounts& of(EntityType type) const {
    return counts_[static_cast<std::size_t>(type)];
  }

 private:
  struct Tally {
    std::uint32_t last_unit = 0;
    std::uint32_t count = 0;
  };

  void reset(std::size_t names);

  // Zero but for what `counts_` lists.
  std::vector<Tally> names_;
  std::vector<Tally> entities_;
  std::array<NameCounts, 4> counts_;  ///< by type
};

}  // namespace ksearch
