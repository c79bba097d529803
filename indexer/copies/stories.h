#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

namespace ksearch {

/// What stories are derived from, by document number; position 0 is unused.
struct StoryInput {
  std::vector<std::string_view> signatures;  ///< empty: no such document, or one without text
  /// Stories of the documents that were linked before, as in StoryTable; 0 for all others.
  std::vector<std::uint32_t> stories;
  /// Documents to link, ascending: new ones, and those whose story has lost a document.
  std::vector<std::uint32_t> fresh;
};

/// Puts documents with near-identical copies into stories: documents are of one story if a chain of
/// copies (are_copies()) joins them. The result, in the form of StoryTable, depends only on the
/// set of documents, neither on the order in which they came nor on those that have gone.
[[nodiscard]] std::vector<std::uint32_t> derive_stories(StoryInput input);

/// Takes documents out of the stories of an earlier commit, and marks what is left of those
/// stories, which may fall apart, for linking anew. `fresh` may be in any order until then.
void forget_documents(const std::set<std::uint32_t>& removed, StoryInput& input);

}  // namespace ksearch
