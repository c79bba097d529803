#pragma once

#include <cstdint>

#include "common/storage/generation.h"
#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/highlight/match_spec.h"

namespace ksearch {

/// Makes what is shown of a document: its fields, passages, marks and entities. Lets Xapian's
/// errors pass. Used by one thread.
class HitBuilder {
 public:
  /// All references must outlive this object.
  HitBuilder(Generation& generation, Analyzer& analyzer, const highlight::MatchSpec& matches,
             const SearchRequest& request)
      : generation_(generation), analyzer_(analyzer), matches_(matches), request_(request) {}

  /// A hit without rank and score.
  [[nodiscard]] Hit build(std::uint32_t document);
  /// The whole document with all its marks.
  [[nodiscard]] StoredDocument build_whole(std::uint32_t document);

 private:
  void add_entities(const std::vector<StoredMention>& mentions, Hit& hit) const;

  Generation& generation_;
  Analyzer& analyzer_;
  const highlight::MatchSpec& matches_;
  const SearchRequest& request_;
};

}  // namespace ksearch
