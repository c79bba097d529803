#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "ksearch/searcher.h"
#include "searcher/query/compiler.h"

namespace ksearch {

struct RankedDocument {
  std::uint32_t document = 0;
  double score = 0;
  double proximity = 0;  ///< how much of the score is for words that stand close together
  double recency = 0;    ///< how much of it is for its date; worked out when reasons are wanted
};

/// Matches in their order, and what is known of the number of all.
struct Ranking {
  std::vector<RankedDocument> documents;
  std::uint64_t least = 0;
  std::uint64_t most = 0;
  std::uint64_t estimate = 0;
};

/// The hits of a request in their order, from its offset on, with their scores. Reads of the
/// request only what order and number need. Lets Xapian's errors pass.
[[nodiscard]] Ranking rank(const Xapian::Database& database, const query::CompiledQuery& query,
                           const SearchRequest& request);

}  // namespace ksearch
