#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/tagger.h"

namespace ksearch {

/// One token of a CoNLL file, with the tag of the file's last column if it has more than one.
struct ConllToken {
  std::string_view text;
  std::string_view tag;  ///< "B-PER", "O"; empty when there is none
  std::size_t line = 0;  ///< index of its line in the file
};

using ConllSentence = std::vector<ConllToken>;

/// The sentences between two document lines.
struct ConllDocument {
  std::vector<ConllSentence> sentences;
};

/// Reads a file of one token a line (columns parted by tabs or spaces), a blank line between
/// sentences, "-DOCSTART-" or "# doc ID" lines between documents. The views point into `text`.
[[nodiscard]] std::vector<ConllDocument> read_conll(std::string_view text);

/// A CoNLL document in the tokens of the model, and the way back to those given: parts of
/// hyphenated words are tokens of their own, "U", ".", "S", "." are one, "'" and "s" are one.
struct NerTokens {
  NerDocument document;
  /// For each given token of the document in order: the first of its tokens.
  std::vector<std::uint32_t> first;
  std::vector<Tag> gold;  ///< of each token of `document`, from the file
};
[[nodiscard]] NerTokens to_ner_tokens(const ConllDocument& document, TokenForms& forms);

/// tag_conll() of default_recognizer.h with a tagger of the caller's.
[[nodiscard]] std::string tag_conll(std::string_view text, Tagger& tagger);

}  // namespace ksearch
