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
  for (const EntityType type : {EntityType::kPerson, EntityType::kPlace, EntityType::kOrg}) {
    for (const EntityCount& entity : counter.count(generation, everything, type).entities) {
      counts_[entity.entity] = entity.count;
    }
  }
}

}  // namespace ksearch
