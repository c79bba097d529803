#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "ksearch/analyzer.h"
#include "searcher/highlight/sentences.h"

namespace ksearch::highlight {

/// Whether a part of a text has at most so many code points.
[[nodiscard]] bool fits(std::string_view text, Span span, std::size_t max_chars);

/// What borders of words and of grapheme clusters are found by.
struct CutTools {
  SentenceSplitter& splitter;
  Analyzer& analyzer;
  TokenList& tokens;  ///< storage for reuse
};

/// A sentence that does not fit into a passage as a whole, and where it can be cut.
class LongSentence {
 public:
  /// Text and tools must outlive it.
  LongSentence(std::string_view text, Span sentence, const CutTools& tools);

  /// A match with the whole of the compounds it begins and ends in, as far as the sentence goes.
  [[nodiscard]] Span within_words(Span match) const;

  /// A part of the sentence around `core`, inside `room` and of at most `max_chars` code points:
  /// from the begin of the room when the core is near enough, up to its end likewise, else with
  /// more text after than before. It parts no word that fits and no grapheme cluster that fits. A
  /// core that is too long itself is cut at its end. Nothing where there is only white space.
  [[nodiscard]] std::optional<Span> part_around(Span core, Span room, std::size_t max_chars) const;

 private:
  [[nodiscard]] bool is_cut_place(std::size_t pos) const;
  [[nodiscard]] std::size_t begin_of_cut(std::size_t ideal, std::size_t core) const;
  [[nodiscard]] std::size_t end_of_cut(std::size_t ideal, std::size_t core) const;
  [[nodiscard]] std::size_t end_inside_word(std::size_t begin, std::size_t max_chars) const;
  [[nodiscard]] std::size_t forward(std::size_t pos, std::size_t count, std::size_t limit) const;
  [[nodiscard]] std::size_t backward(std::size_t pos, std::size_t count, std::size_t limit) const;

  std::string_view text_;
  Span sentence_;
  SentenceSplitter& splitter_;
  std::vector<Span> words_;  ///< of the sentence, overlapping tokens as one
};

}  // namespace ksearch::highlight
