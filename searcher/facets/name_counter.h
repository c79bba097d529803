#pragma once

#include <cstdint>
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
  /// The names of a type in the matches; those of hidden entities are left out. Valid until the
  /// next call.
  const NameCounts& count(const Generation& generation, const MatchUnits& matches, EntityType type);

 private:
  struct Tally {
    std::uint32_t last_unit = 0;
    std::uint32_t count = 0;
  };

  void reset(std::size_t names);

  // Zero but for what `counts_` lists.
  std::vector<Tally> names_;
  std::vector<Tally> entities_;
  NameCounts counts_;
};

}  // namespace ksearch
