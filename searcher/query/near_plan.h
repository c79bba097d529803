#pragma once

#include <vector>

#include "searcher/highlight/match_spec.h"
#include "searcher/query/plan.h"
#include "searcher/query/syntax.h"
#include "searcher/query/vocabulary.h"

namespace ksearch::query {

/// What a NEAR asks of the index, and what it marks.
struct NearPlan {
  PlanNode plan;
  std::vector<highlight::TokenMatcher> sequence;  ///< one for each operand
  unsigned window = 0;                            ///< as MatchUnit::window has it
};

/// Compiles a kNear. Xapian's positional operators take single terms only, so the plan is the OR
/// over every choice of one term for each operand. `exact`: words without their other forms. Throws
/// QueryError for an operand that stands for too many words.
[[nodiscard]] NearPlan near_plan(const Node& node, const Vocabulary& vocabulary, Analyzer& analyzer,
                                 bool exact);

}  // namespace ksearch::query
