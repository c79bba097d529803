#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/span.h"

namespace ksearch {

/// How a token relates to the written word it came from.
enum class TokenKind : std::uint8_t {
  kWord,      ///< a word as written
  kPart,      ///< one part of a compound: "cease" of "cease-fire", "ivoire" of "d'Ivoire"
  kJoined,    ///< the parts run together: "ceasefire" of "cease-fire"
  kCompound,  ///< the whole with its joiner: "cease-fire", "reuters.com"
};

/// One term of a text. The views point into the TokenList that holds the token.
struct Token {
  std::string_view word;    ///< the index term: case-folded, diacritics stripped
  std::string_view folded;  ///< case-folded with its diacritics: what a stemmer is given
  Span span;                ///< the bytes it came from
  std::uint32_t position;   ///< from 1; all tokens of one hyphenated compound share a position
  TokenKind kind;
};

/// Tokens and the storage behind their views. Movable; reuse one list to save allocations.
/// Not thread-safe.
class TokenList {
 public:
  TokenList();
  ~TokenList();
  TokenList(TokenList&&) noexcept;
  TokenList& operator=(TokenList&&) noexcept;
  TokenList(const TokenList&) = delete;
  TokenList& operator=(const TokenList&) = delete;

  /// In order of position, then span.begin, then kind.
  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
  [[nodiscard]] auto begin() const { return tokens_.begin(); }
  [[nodiscard]] auto end() const { return tokens_.end(); }
  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] bool empty() const { return tokens_.empty(); }
  /// Words too long to be a term (more than 64 code points or 200 bytes). They are no tokens but
  /// hold a position.
  [[nodiscard]] std::size_t overlong_words() const { return overlong_words_; }
  /// Drops all tokens and keeps the storage for reuse.
  void clear();

 private:
  friend class Analyzer;
  friend class TokenSink;
  struct Arena;
  std::vector<Token> tokens_;
  std::size_t overlong_words_ = 0;
  std::unique_ptr<Arena> arena_;
};

/// Makes the terms of a text, the same ones for documents, queries and highlights.
///
/// Word boundaries are those of UAX #29 as ICU implements them, folding is NFKC_Casefold (UAX #44);
/// diacritics are then stripped in Latin, Greek and Cyrillic. docs/analysis.md has the whole
/// contract with examples. Text need not be valid UTF-8: broken bytes end words.
///
/// Not thread-safe (ICU break iterators hold state): use one Analyzer for each thread.
class Analyzer {
 public:
  Analyzer();
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// Replaces the content of `out` by the tokens of `text`. Positions start at 1.
  void analyze(std::string_view text, TokenList& out);

  /// The stem of a token in a language, diacritics stripped; the word itself where the language
  /// has no stemmer. `folded` is Token::folded. The view is valid while this Analyzer lives, or
  /// until trim_stems().
  [[nodiscard]] std::string_view stem(std::string_view folded, std::string_view language);
  /// Forgets the stems seen so far if they take more than `max_bytes`. Views from stem() end here.
  void trim_stems(std::size_t max_bytes);

  /// Names the tokens this version makes. An index stores it; a searcher refuses another one.
  [[nodiscard]] static std::string_view fingerprint();
  /// Whether words of this language (ISO 639-1) are stemmed.
  [[nodiscard]] static bool has_stemmer(std::string_view language);

 private:
  friend class WordSieve;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ksearch
