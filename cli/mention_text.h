#pragma once

#include <string>

#include "cli/terminal.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

/// Mentions as lines for people, under the title of their document:
///
////     Talks end without a ceasefire · 2025-05-16 · 4f0c12
///       120-131  Vladimir Putin: The sentence in which Mr Putin stands.
class MentionListing {
 public:
  explicit MentionListing(const Terminal& terminal) : terminal_(terminal) {}

  /// The lines of the next mention, with the heading when a new document begins.
  [[nodiscard]] std::string next(const MentionEvidence& evidence);

 private:
  Terminal terminal_;
  std::string document_;  ///< of the last mention
};

}  // namespace ksearch::cli
