#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/searcher.h"
#include "searcher/query/compiler.h"
#include "searcher/weighting.h"

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

/// The documents that a request's offset and limit ask for, with their scores. `units` of the first
/// units of the whole ranking (stories, or documents with SearchRequest::copies) are in their
/// order; those after them need not be, nor the lesser copies of a story. Reads of the request only
/// what order and number need. `weighting` is of the generation's commit. Lets Xapian's errors
/// pass.
[[nodiscard]] Ranking rank(const Generation& generation, const Weighting& weighting,
                           const query::CompiledQuery& query, const SearchRequest& request,
                           std::size_t units);

}  // namespace ksearch
