#include "searcher/explore/entity_totals.h"

#include "searcher/facets/name_counter.h"
#include "searcher/match_set.h"

namespace ksearch {

EntityTotals::EntityTotals(const Generation& generation, CountUnit unit)
    : counts_(generation.entities().size()) {
  const MatchUnits everything(generation.stories(),
                              find_matches(generation.database(), query::all()), unit);
  all_ = everything.size();
  NameCounter counter;
  counter.count(generation, everything, NameCounter::kFacetTypes);
  for (const EntityType type : NameCounter::kFacetTypes) {
    for (const EntityCount& entity : counter.of(type).entities) {
      counts_[entity.entity] = entity.count;
    }
  }
}

}  // namespace ksearch
