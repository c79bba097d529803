#include "indexer/entities/default_recognizer.h"

#include "indexer/entities/conll.h"
#include "indexer/entities/trained_recognizer.h"

namespace ksearch {

std::unique_ptr<EntityRecognizer> make_default_recognizer() {
  return std::make_unique<TrainedRecognizer>(NerModel::embedded());
}

std::unique_ptr<EntityRecognizer> make_recognizer(const std::string& model_path) {
  return std::make_unique<TrainedRecognizer>(NerModel::open(model_path));
}

std::string tag_conll(std::string_view text, const std::string& model_path) {
  Tagger tagger(model_path.empty() ? NerModel::embedded() : NerModel::open(model_path));
  return tag_conll(text, tagger);
}

}  // namespace ksearch
