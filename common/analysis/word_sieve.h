#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

#include "ksearch/analyzer.h"

namespace ksearch {

/// Analyses texts for those who look for a few words: most words begin with another letter than any
/// of those, and are passed over before they are folded and made tokens. A value type.
class WordSieve {
 public:
  /// Lets tokens through whose word begins with the same letter as `word`, which is as Token::word.
  void let_through(std::string_view word);
  /// Lets all tokens through.
  void let_all_through() { all_ = true; }

  /// Replaces the content of `out` by tokens of `text`: all that begin with a letter that is let
  /// through, and maybe others, each one as Analyzer::analyze() has it. Returns how many positions
  /// the whole text has, overlong words and those passed over included.
  std::uint32_t analyze(Analyzer& analyzer, std::string_view text, TokenList& out) const;

  /// Whether a word may be passed over by the letter, lower-case and stripped, that it begins with;
  /// 0: not known.
  [[nodiscard]] bool may_drop(char32_t first) const {
    return !all_ && first != 0 && first < kLetters && !first_letters_.test(first);
  }
  [[nodiscard]] bool drops_nothing() const { return all_; }

 private:
  /// Latin, Greek, Cyrillic and Armenian; words in other letters always go through.
  static constexpr char32_t kLetters = 0x590;

  std::bitset<kLetters> first_letters_;
  bool all_ = false;
};

}  // namespace ksearch
