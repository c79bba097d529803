#pragma once

#include <cstddef>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/explore/entity_totals.h"
#include "searcher/highlight/match_spec.h"
#include "searcher/match_units.h"

namespace ksearch {

/// A query and what it found.
struct FoundDocuments {
  const MatchUnits& matches;
  const highlight::MatchSpec& spec;
};

/// People, places and organisations that stand out in documents found; see Searcher::related().
/// Lets Xapian's errors pass.
[[nodiscard]] std::vector<RelatedEntity> find_related(const Generation& generation,
                                                      const EntityTotals& totals,
                                                      Analyzer& analyzer,
                                                      const FoundDocuments& found,
                                                      std::size_t limit);

}  // namespace ksearch
