#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/entities/ner_document.h"

namespace ksearch {

/// The token whose features are wanted.
struct FeatureRequest {
  const NerDocument& document;
  const NerSentence& sentence;
  std::uint32_t token;
  const DocumentContext& context;
  bool second_pass;
};

/// Collects the features of one token as 64-bit hashes: the word and its neighbours, affixes,
/// shapes, gazetteer and clusters, what the document says of the word, and in the second pass the
/// tags of the first. Any change asks for a new model.
void collect_features(const FeatureRequest& request, std::vector<std::uint64_t>& features);

/// Features look at this many tokens to each side.
inline constexpr int kFeatureReach = 5;
inline constexpr std::size_t kFeaturePlaces = 2 * kFeatureReach + 1;

/// The same features, those apart that nothing but the word at one place decides, one list for each
/// place, the token's own in the middle; and those that only the word's context in the document
/// decides (empty for words without a capital). Places beyond the sentence have a list, too.
struct SplitFeatures {
  std::array<bool, kFeaturePlaces> wanted{};  ///< the lists to collect; the others stay as they are
  std::array<std::vector<std::uint64_t>, kFeaturePlaces> of_word;
  bool context_wanted = true;
  std::vector<std::uint64_t> of_context;
  std::vector<std::uint64_t> others;
};
void collect_features(const FeatureRequest& request, SplitFeatures& features);

}  // namespace ksearch
