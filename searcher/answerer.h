#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "common/storage/generation.h"
#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/explore/per_commit.h"
#include "searcher/facets/name_counter.h"
#include "searcher/hit_builder.h"
#include "searcher/match_units.h"
#include "searcher/query/compiler.h"
#include "searcher/query/parser.h"
#include "searcher/ranked_page.h"

namespace ksearch {

/// A query as it was read and what it became.
struct Prepared {
  query::ParsedQuery parsed;
  query::CompiledQuery compiled;
};

/// An answer whose hits are not made yet.
struct Answer {
  Prepared prepared;
  RankedPage page;
  std::optional<MatchUnits> matches;  ///< all of them, where they had to be found
  SearchResults results;
};

/// Answers requests: from the text of a query to its hits. What it learns of a commit is kept until
/// the next one. Lets Xapian's errors pass. Used by one thread.
class Answerer {
 public:
  /// Both must outlive it; the generation may be refreshed between calls.
  Answerer(Generation& generation, Analyzer& analyzer)
      : generation_(generation), analyzer_(analyzer) {}

  [[nodiscard]] static query::ParsedQuery parse(const SearchRequest& request);
  [[nodiscard]] Prepared compile(query::ParsedQuery parsed, const SearchRequest& request);
  [[nodiscard]] Prepared prepare(const SearchRequest& request) {
    return compile(parse(request), request);
  }

  /// The answer to a request, or to its likelier spelling where that is called for.
  [[nodiscard]] Answer answer(const SearchRequest& request);
  /// The answer to a query as it was prepared.
  [[nodiscard]] Answer answer(const SearchRequest& request, Prepared prepared);

  [[nodiscard]] SearchResults with_hits(const SearchRequest& request, Answer answer);
  /// Makes the hits of an answer one by one, until `sink` says no; documents that are gone since
  /// are left out.
  void pass_hits(const SearchRequest& request, const Answer& answer,
                 const std::function<bool(Hit&&)>& sink);

  /// Valid until the next call after another commit, as is what weighting() returns.
  [[nodiscard]] const query::Vocabulary& vocabulary() {
    return vocabulary_.get(generation_, [&] { return query::Vocabulary(generation_, analyzer_); });
  }
  [[nodiscard]] const Weighting& weighting() {
    return weighting_.get(generation_, [&] { return Weighting(generation_.database()); });
  }
  /// Storage for counting facets.
  [[nodiscard]] NameCounter& names() { return names_; }

 private:
  /// Whether all matches have to be found, beside those of the page.
  [[nodiscard]] bool must_count(const SearchRequest& request, const RankedPage& page) const;
  /// The hit at `index` of an answer's page.
  [[nodiscard]] Hit hit(const SearchRequest& request, const Answer& answer, HitBuilder& builder,
                        std::size_t index);

  Generation& generation_;
  Analyzer& analyzer_;
  NameCounter names_;
  PerCommit<query::Vocabulary> vocabulary_;
  PerCommit<Weighting> weighting_;
};

}  // namespace ksearch
