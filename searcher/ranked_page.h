#pragma once

#include <cstdint>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/searcher.h"
#include "searcher/match_units.h"
#include "searcher/ranking.h"

namespace ksearch {

/// What a request counts.
[[nodiscard]] inline CountUnit unit_of(const SearchRequest& request) {
  return request.copies ? CountUnit::kDocument : CountUnit::kStory;
}

/// A page of ranked matches.
struct RankedPage {
  std::vector<RankedDocument> documents;  ///< from the offset on; of each unit the best
  std::uint64_t total = 0;                ///< units
  bool total_is_exact = true;             ///< false: `total` is an estimate
  /// Whether the number of matching documents is known though that of units is not: then counting
  /// the units is cheap.
  bool documents_are_counted = false;
};

/// Ranks the matches of a query in the order that `request` asks for and takes its page. Of
/// near-identical copies only the one that ranks best is on a page, unless SearchRequest::copies.
/// Lets Xapian's errors pass.
[[nodiscard]] RankedPage rank_page(const Generation& generation, const Weighting& weighting,
                                   const SearchRequest& request, const query::CompiledQuery& query);

/// All documents that match a plan, as the units in which `request` counts. `generation` must
/// outlive the result.
[[nodiscard]] MatchUnits all_matches(const Generation& generation, const SearchRequest& request,
                                     const query::PlanNode& plan);

}  // namespace ksearch
