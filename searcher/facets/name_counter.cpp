#include "searcher/facets/name_counter.h"

#include <utility>

namespace ksearch {

void NameCounter::count(const Generation& generation, const MatchUnits& matches,
                        std::span<const EntityType> types) {
  const EntityTable& table = generation.entities();
  reset(table.size());
  std::array<bool, 4> wanted{};
  for (const EntityType type : types) wanted[static_cast<std::size_t>(type)] = true;
  matches.for_each([&](std::uint32_t unit, std::uint32_t document) {
    for (const std::uint32_t name : generation.names_of(document)) {
      const EntityEntry entry = table.entry(name);
      const auto type = static_cast<std::size_t>(entry.shown_type);
      if (!wanted[type] || entry.hidden != 0) continue;
      NameCounts& counts = counts_[type];
      Tally& of_name = names_[name];
      if (std::exchange(of_name.last_unit, unit) != unit && of_name.count++ == 0) {
        counts.names.push_back({name, 0});
      }
      Tally& of_entity = entities_[entry.entity];
      if (std::exchange(of_entity.last_unit, unit) != unit && of_entity.count++ == 0) {
        counts.entities.push_back({entry.entity, 0});
      }
    }
  });
  for (NameCounts& counts : counts_) {
    for (NameCount& name : counts.names) name.count = names_[name.name].count;
    for (EntityCount& entity : counts.entities) entity.count = entities_[entity.entity].count;
  }
}

void NameCounter::reset(std::size_t names) {
  for (NameCounts& counts : counts_) {
    for (const NameCount& name : counts.names) names_[name.name] = {};
    for (const EntityCount& entity : counts.entities) entities_[entity.entity] = {};
    counts.names.clear();
    counts.entities.clear();
  }
  names_.resize(names);
  entities_.resize(names);
}

}  // namespace ksearch
