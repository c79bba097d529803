#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/highlight/match_spec.h"
#include "searcher/highlight/sentences.h"

namespace ksearch {

/// Reads the mentions of documents with their sentences: the evidence behind a facet. Lets Xapian's
/// errors pass. Used by one thread.
class MentionReader {
 public:
  /// A query that names people, places or organisations limits the mentions to them. The generation
  /// and the analyzer must outlive this object.
  MentionReader(Generation& generation, Analyzer& analyzer, const highlight::MatchSpec& matches);

  /// The wanted mentions of a document, those of the title first; nothing hidden.
  [[nodiscard]] std::vector<MentionEvidence> read(std::uint32_t document);

 private:
  [[nodiscard]] bool is_wanted(std::uint32_t name) const;
  struct Text;
  [[nodiscard]] Span sentence_around(const Text& text, Span mention);

  Generation& generation_;
  Analyzer& analyzer_;
  TokenList tokens_;
  highlight::SentenceSplitter splitter_;
  bool limited_ = false;
  std::unordered_set<std::uint32_t> wanted_;  ///< names; used when limited_
};

}  // namespace ksearch
