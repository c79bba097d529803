#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/entities/features.h"
#include "indexer/entities/ner_document.h"
#include "indexer/entities/ner_model.h"

namespace ksearch {

/// The best legal sequence of tags for `count` tokens by Viterbi's algorithm. `scores` holds
/// kTagCount numbers a token; `transitions` as in NerPassHeader. `starts` and `ends` say whether
/// the tokens begin and end their sentence; elsewhere they follow and precede tokens outside any
/// name. Writes `count` tags. Thread-safe.
struct TagLattice {
  const float (*transitions)[kTagCount];
  const float* scores;
  std::size_t count;
  bool starts;
  bool ends;
};
void best_tags(const TagLattice& lattice, Tag* tags);

/// Tags documents with a model in two passes. Keeps the forms of words between documents. Not
/// thread-safe; the model is shared.
class Tagger {
 public:
  explicit Tagger(std::shared_ptr<const NerModel> model)
      : model_(std::move(model)), forms_(model_->lexicon()) {}

  /// Where the forms of this tagger's documents come from.
  [[nodiscard]] TokenForms& forms() { return forms_; }
  [[nodiscard]] const NerModel& model() const { return *model_; }
  /// Forgets the forms of words if there are too many; documents that hold some must be gone.
  void trim();
  /// Sets NerToken::tag throughout.
  void tag(NerDocument& document);

 private:
  using Sums = std::array<std::int32_t, kTagCount>;
  /// Sums of few features: each weight is a byte.
  using SmallSums = std::array<std::int16_t, kTagCount>;
  /// Two places on each side, the word's own, and one each for all places beyond.
  static constexpr std::size_t kWordSlots = 7;
  /// The sums of weights of the features that a word decides by itself, by its place.
  struct WordScores {
    std::array<SmallSums, kWordSlots> sums;
    std::array<bool, kWordSlots> known{};
  };
  /// The same of those that a word's context in the document decides.
  struct ContextScores {
    SmallSums sums;
    bool known = false;
  };

  void run_pass(std::size_t pass, NerDocument& document);
  void tag_segment(std::size_t pass, NerDocument& document, const NerSentence& sentence,
                   NerSentence segment);
  Sums sums_of(std::size_t pass, const FeatureRequest& request);
  Sums weigh(const NerWeights& weights, const std::vector<std::uint64_t>& features);

  std::shared_ptr<const NerModel> model_;
  TokenForms forms_;
  DocumentContext context_;
  SplitFeatures features_;
  std::array<std::vector<WordScores>, kPassCount> word_scores_;  ///< by TokenForm::number
  std::vector<ContextScores> context_scores_;  ///< of one pass, by NerToken::context
  std::vector<std::uint32_t> offsets_;
  std::vector<float> scores_;
  std::vector<Tag> tags_;
  std::vector<bool> active_;
};

}  // namespace ksearch
