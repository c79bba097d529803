#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/ner_model.h"
#include "indexer/entities/train/crf_trainer.h"

namespace ksearch::train {

/// Dictionaries as tables ready to be written; lexicon() borrows them.
struct Dictionaries {
  std::vector<HashSlot> gazetteer;
  std::vector<HashSlot> clusters;
  [[nodiscard]] NerLexicon lexicon() const { return {gazetteer, clusters}; }
};

/// Reads data/gazetteer.tsv (phrases in Latin script only) and, unless its path is empty, a file of
/// clusters: "word coarse fine" a line. Throws Error.
[[nodiscard]] Dictionaries read_dictionaries(const std::string& gazetteer_path,
                                             const std::string& clusters_path);

/// Rounds weights to bytes, leaves out those that hardly count, and lays out a model file.
[[nodiscard]] std::vector<char> pack_model(std::string_view name, const Dictionaries& dictionaries,
                                           const std::array<TrainedPass, kPassCount>& passes);

}  // namespace ksearch::train
