#pragma once

#include <chrono>
#include <string_view>

#include "searcher/query/budget.h"
#include "searcher/query/syntax.h"

namespace ksearch::query {

struct ParseOptions {
  bool plain = false;  ///< no operators: all text is words
  bool exact = false;  ///< words become kExact
  std::chrono::sys_days today = std::chrono::floor<std::chrono::days>(
      std::chrono::system_clock::now());  ///< in UTC; what "yesterday" is counted from
  QueryBudget budget = {};
};

/// Reads a query; docs/query_syntax.md has the language. Precedence, tightest first: signs and NOT,
/// NEAR, AND, OR, words side by side. The tree is normal in these ways:
/// - AND in AND and OR in OR are one node; groups whose clauses all have the same sign (kShould,
///   kMustNot or kFilter) are part of the clauses they stand beside without a sign of their own.
/// - A clause made of nothing but fields other than title: is kFilter, also (person:a OR org:b).
/// - kClauses has two clauses or more: a lone kMustNot is a kNot, any other the node itself.
/// - kNot stands beside words as kMustNot. kAll beside clauses without signs is left out.
/// - Operands of kNear are kWord, kExact, kPrefix, kPattern, kFuzzy, kType, or kField of person:,
/// place: or org:.
/// - Words and phrases hold at least one character that is neither white space nor punctuation;
///   the analyser may still make no term, or several, of any of them.
///
/// Query text need not be valid UTF-8. Time is linear in the query. Throws QueryError.
[[nodiscard]] ParsedQuery parse(std::string_view query, const ParseOptions& options = {});

}  // namespace ksearch::query
