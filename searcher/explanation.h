#pragma once

#include <cstdint>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/query/compiler.h"
#include "searcher/ranking.h"

namespace ksearch {

/// Why a document matched: for each part of the query that it matches, the spellings found in its
/// title and text, the rule that ties them to the query, and the
/// share of the score that the part makes up; then what proximity adds. Runs a small search for
/// each part; for people who ask, not for every hit. Lets Xapian's errors pass.
[[nodiscard]] std::vector<MatchReason> explain(Generation& generation, const Weighting& weighting,
                                               Analyzer& analyzer,
                                               const query::CompiledQuery& compiled,
                                               const RankedDocument& ranked);

}  // namespace ksearch
