#include "indexer/entities/ner_model.h"
#include "ksearch/error.h"

// ner_model.s
extern "C" const std::byte ksearch_english_model[];
extern "C" const std::byte ksearch_english_model_end[];

namespace ksearch {

std::shared_ptr<const NerModel> NerModel::embedded() {
  const std::span<const std::byte> bytes(
      ksearch_english_model,
      static_cast<std::size_t>(ksearch_english_model_end - ksearch_english_model));
  std::shared_ptr<NerModel> model(new NerModel(bytes, Storage::kProgram));
  if (!model->find_sections()) {
    throw Error(ErrorCode::kInternal, "the model of names in this program is damaged");
  }
  return model;
}

}  // namespace ksearch
