#pragma once

#include <vector>

#include "indexer/entities/ner_document.h"
#include "ksearch/entity.h"

namespace ksearch {

/// Where a token of the model comes from in a text.
struct NerSource {
  Span token;    ///< of the analyzer's token; of the character itself for punctuation
  Span surface;  ///< its own bytes
  bool furniture = false;
};

/// A text in the tokens of the model, cut into sentences.
struct NerText {
  NerDocument document;
  std::vector<NerSource> sources;  ///< of each token
};

/// Takes the words of a text from its analysis, so that names end where tokens end, and the
/// punctuation from the bytes between them.
[[nodiscard]] NerText read_ner_text(const RecognizerInput& input, TokenForms& forms);

}  // namespace ksearch
