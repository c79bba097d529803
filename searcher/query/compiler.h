#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "ksearch/searcher.h"
#include "searcher/highlight/match_spec.h"
#include "searcher/query/plan.h"
#include "searcher/query/syntax.h"
#include "searcher/query/vocabulary.h"

namespace ksearch::query {

struct CompileOptions {
  bool exact = false;         ///< no stemming and no name variants
  std::string stop_language;  ///< empty: the index's main language
  std::chrono::sys_days today;
  const Synonyms* synonyms = nullptr;  ///< null: none; not used when `exact`
  /// So many documents may have their positions compared for the phrases and NEARs of a query, or
  /// four times all there are if that is more: some 0.6 us each (docs/performance.md).
  std::uint64_t max_compared = 500'000;
};

/// One part of a query that documents can match: a word, a phrase, a name.
struct QueryPart {
  std::string text;  ///< canonical
  std::string rule;  ///< how it matches: "same stem", "same word", "synonym"
  PlanNode plan;
  std::size_t unit = 0;     ///< its index in MatchSpec::units
  PlanNode counts_as = {};  ///< what is weighed where several parts are one term; else nothing
};

/// A word of the query, as it stands in the text of documents.
struct CloseWord {
  std::string term;
  double rarity = 0;  ///< inverse document frequency
};

/// So many words of a query count for proximity.
inline constexpr std::size_t kMaxCloseWords = 16;

/// A query made ready for one state of one index.
struct CompiledQuery {
  PlanNode plan;
  highlight::MatchSpec matches;  ///< what to mark in the documents found
  std::vector<QueryPart> parts;  ///< what to explain, in the order of the query
  /// Documents gain where these stand close together (searcher/proximity.h): the rarest different
  /// words, at most kMaxCloseWords.
  std::vector<CloseWord> close_words;
  std::vector<QueryWarning> warnings;
  bool has_unknown_word = false;  ///< a word, or a name, that no document has
};

/// Compiles a syntax tree against an index (DESIGN.md, decision 2 and 3). Throws QueryError for
/// what only the index can tell: a wildcard with too many expansions, an operand of NEAR that
/// stands for too many words. Used by one thread.
class Compiler {
 public:
  /// Both must outlive this object.
  Compiler(const Vocabulary& vocabulary, Analyzer& analyzer, CompileOptions options);
  ~Compiler();
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;

  [[nodiscard]] CompiledQuery compile(const Node& root, const Filters& filters);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ksearch::query
