#pragma once

#include <cstdint>
#include <memory>
#include <vector>

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
  /// Sets NerToken::tag throughout.
  void tag(NerDocument& document);

 private:
  void run_pass(const NerWeights& weights, bool second_pass, NerDocument& document);
  void tag_segment(const NerWeights& weights, bool second_pass, NerDocument& document,
                   const NerSentence& sentence, NerSentence segment);
  void add_scores(const NerWeights& weights, float* scores);

  std::shared_ptr<const NerModel> model_;
  TokenForms forms_;
  DocumentContext context_;
  std::vector<std::uint64_t> features_;
  std::vector<std::uint32_t> offsets_;
  std::vector<float> scores_;
  std::vector<Tag> tags_;
  std::vector<bool> active_;
};

}  // namespace ksearch
