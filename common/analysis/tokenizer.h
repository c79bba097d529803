#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "common/analysis/word_sieve.h"
#include "ksearch/analyzer.h"

namespace ksearch {

/// Makes the tokens of a text: Analyzer without its stems. Not thread-safe.
class Tokenizer {
 public:
  /// How atoms are found. The tokens are the same; the tests compare.
  enum class Path {
    kFast,      ///< ICU only for what stands between white space and has a character that needs it
    kIcu,       ///< ICU for each run of text between white space
    kIcuWhole,  ///< ICU for the whole text at once
  };

  explicit Tokenizer(Path path = Path::kFast);
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Replaces the content of `out` by the tokens of `text`.
  void tokenize(std::string_view text, TokenList& out);
  /// The same for the words that a sieve lets through, see WordSieve::analyze().
  std::uint32_t tokenize(std::string_view text, TokenList& out, const WordSieve& sieve);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ksearch
