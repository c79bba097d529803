#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/analysis/byte_arena.h"
#include "ksearch/analyzer.h"

namespace ksearch {

struct TokenList::Arena : ByteArena {};

/// Limits of a term: Xapian takes 245 bytes, of which a prefix needs some.
inline constexpr std::size_t kMaxWordBytes = 200;
inline constexpr std::size_t kMaxWordCodePoints = 64;

/// Whether a word with this folded form may be a term.
[[nodiscard]] bool fits_a_term(std::string_view folded);

/// Writes tokens into a TokenList and counts their positions. Borrows the list.
class TokenSink {
 public:
  /// Empties `list`.
  explicit TokenSink(TokenList& list);

  /// Starts the next position; all add() until the next call share it.
  void next_position() { ++position_; }
  /// The current position: how many there are so far.
  [[nodiscard]] std::uint32_t position() const { return position_; }
  /// Adds a token at the current position. The views must come from this sink.
  void add(std::string_view word, std::string_view folded, Span span, TokenKind kind) {
    list_.tokens_.push_back({word, folded, span, position_, kind});
  }
  /// Counts a word that is too long to be a term.
  void count_overlong() { ++list_.overlong_words_; }

  [[nodiscard]] std::size_t size() const { return list_.tokens_.size(); }
  /// Puts the tokens from index `first` on in order of span.begin, then kind. They must share a
  /// position.
  void sort_from(std::size_t first);

  /// A copy of `text` that lives as long as the list.
  std::string_view store(std::string_view text) { return arena_.store(text); }
  /// Storage that lives as long as the list; see ByteArena.
  char* reserve(std::size_t bytes) { return arena_.reserve(bytes); }
  std::string_view take(std::size_t bytes) { return arena_.take(bytes); }

 private:
  TokenList& list_;
  ByteArena& arena_;
  std::uint32_t position_ = 0;
};

}  // namespace ksearch
