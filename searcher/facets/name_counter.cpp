#include "searcher/facets/name_counter.h"

#include <utility>

namespace ksearch {

const NameCounts& NameCounter::count(const Generation& generation, const MatchUnits& matches,
                                     EntityType type) {
  const EntityTable& table = generation.entities();
  reset(table.size());
  matches.for_each([&](std::uint32_t unit, std::uint32_t document) {
    for (const std::uint32_t name : generation.names_of(document)) {
      const EntityEntry entry = table.entry(name);
      if (entry.shown_type != type || entry.hidden != 0) continue;
      Tally& of_name = names_[name];
      if (std::exchange(of_name.last_unit, unit) != unit && of_name.count++ == 0) {
        counts_.names.push_back({name, 0});
      }
      Tally& of_entity = entities_[entry.entity];
      if (std::exchange(of_entity.last_unit, unit) != unit && of_entity.count++ == 0) {
        counts_.entities.push_back({entry.entity, 0});
      }
    }
  });
  for (NameCount& name : counts_.names) name.count = names_[name.name].count;
  for (EntityCount& entity : counts_.entities) entity.count = entities_[entity.entity].count;
  return counts_;
}

void NameCounter::reset(std::size_t names) {
  for (const NameCount& name : counts_.names) names_[name.name] = {};
  for (const EntityCount& entity : counts_.entities) entities_[entity.entity] = {};
  counts_.names.clear();
  counts_.entities.clear();
  names_.resize(names);
  entities_.resize(names);
}

}  // namespace ksearch
