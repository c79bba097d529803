#pragma once

#include <xapian.h>

#include "ksearch/searcher.h"
#include "searcher/query/plan.h"

namespace ksearch {

/// The hits of a request in their order, from its offset on, with their scores. Reads of the
/// request only what order and number need. Lets Xapian's errors pass.
[[nodiscard]] Xapian::MSet rank(const Xapian::Database& database, const query::PlanNode& plan,
                                const SearchRequest& request);

}  // namespace ksearch
