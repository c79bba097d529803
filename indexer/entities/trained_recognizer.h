#pragma once

#include <memory>

#include "indexer/entities/rule_recognizer.h"
#include "indexer/entities/tagger.h"
#include "ksearch/entity.h"

namespace ksearch {

/// Recognises with a trained model in English and in texts of unknown language; by rules in all
/// other languages. Copies share the model.
class TrainedRecognizer final : public EntityRecognizer {
 public:
  explicit TrainedRecognizer(std::shared_ptr<const NerModel> model);

  [[nodiscard]] std::vector<Mention> recognize(const RecognizerInput& input) override;
  [[nodiscard]] std::unique_ptr<EntityRecognizer> clone() const override;
  [[nodiscard]] std::string fingerprint() const override;

 private:
  std::shared_ptr<const NerModel> model_;
  Tagger tagger_;
  RuleRecognizer rules_;
};

}  // namespace ksearch
