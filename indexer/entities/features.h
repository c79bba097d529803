#pragma once

#include <cstdint>
#include <vector>

#include "indexer/entities/ner_document.h"

namespace ksearch {

/// Collects the features of one token as 64-bit hashes: the word and its neighbours, affixes,
/// shapes, gazetteer and clusters, what the document says of the word, and in the second pass the
/// tags of the first. Training and tagging use this one function. Any change asks for a new model.
void collect_features(const NerDocument& document, const NerSentence& sentence, std::uint32_t token,
                      const DocumentContext& context, bool second_pass,
                      std::vector<std::uint64_t>& features);

}  // namespace ksearch
