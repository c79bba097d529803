#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/entity.h"
#include "ksearch/span.h"

namespace ksearch::cli {

/// A document of a CoNLL file, put together as running text.
struct ConllDocument {
  struct Token {
    std::size_t line;  ///< number of its line in the file, from 0
    Span span;         ///< where it stands in `text`
  };
  std::string text;
  std::vector<Token> tokens;
};

/// Reads lines of tokens: the first column (up to a space or tab) is the token, a blank line ends a
/// sentence, a line "-DOCSTART-..." or "# doc ID" begins a document. Tokens are joined by spaces,
/// but for punctuation and clitics, which stand where they do in print, so that a recogniser sees
/// what it knows. Documents without a token are left out.
[[nodiscard]] std::vector<ConllDocument> read_conll(const std::vector<std::string_view>& lines);

/// For each token B-PER, I-LOC, B-ORG, B-MISC, ... or O (IOB2). `mentions` lie in document.text,
/// sorted and disjoint; a token belongs to a mention that holds any of its bytes.
[[nodiscard]] std::vector<std::string> bio_tags(const ConllDocument& document,
                                                const std::vector<Mention>& mentions);

}  // namespace ksearch::cli
