#pragma once

#include "searcher/query/plan.h"
#include "searcher/query/syntax.h"
#include "searcher/query/vocabulary.h"

namespace ksearch::query {

/// The documents of some days: the fewest terms of years, months and days of the index that cover
/// them.
[[nodiscard]] PlanNode dated(const Vocabulary& vocabulary, const DateRange& range);

}  // namespace ksearch::query
