#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/entities/conll.h"

namespace ksearch::train {

/// A document of a training corpus.
struct TrainingDocument {
  NerTokens tokens;
  /// 0 for the corpus whose annotation the model is to follow; the features of any other corpus
  /// exist twice, once for all corpora and once for it alone, so that its own habits do not spread
  /// (Daumé, "Frustratingly easy domain adaptation", 2007). The copies are dropped after training.
  std::uint32_t corpus = 0;
};

struct TrainerOptions {
  std::uint32_t epochs = 5;
  std::uint32_t min_count = 2;  ///< rarer features are left out
  float alpha = 0.15F;          ///< learning rate of FTRL-proximal
  float beta = 1.0F;
  float l1 = 1.0F;
  float l2 = 0.5F;
  std::uint32_t seed = 1;
};

/// Weights as numbers, before they are packed into bytes.
struct TrainedPass {
  std::vector<std::uint64_t> features;                ///< sorted
  std::vector<std::array<float, kTagCount>> weights;  ///< of each feature
  std::array<std::array<float, kTagCount>, kTagCount + 1> transitions{};
};

/// Trains one pass on the gold tags; NerToken::first_pass must be set for the second. The result
/// depends on the documents and options only.
[[nodiscard]] TrainedPass train_pass(std::vector<TrainingDocument*>& documents, bool second_pass,
                                     const TrainerOptions& options,
                                     const std::function<void(const std::string&)>& log);

}  // namespace ksearch::train
