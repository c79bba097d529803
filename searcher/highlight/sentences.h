#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/span.h"

namespace ksearch::highlight {

/// Lines of a text that belong together: a paragraph, a headline, a caption.
struct Block {
  Span span;                    ///< from the first line's begin to the last one's end
  std::vector<Span> sentences;  ///< in order, disjoint, without white space at their ends
  bool is_prose = false;        ///< the last sentence ends as sentences do
};

/// The bytes of a text that blocks may not reach across: edges of furniture and of the title.
using Barriers = std::vector<Span>;

/// Splits the neighbourhood of a place into blocks and sentences.
///
/// A blank line ends a block, and so does any line that was not broken to fit a width: headlines,
/// captions, list entries, paragraphs of a line each. Sentences inside a block are those of UAX #29
/// as ICU finds them, without the breaks it makes after initials, common abbreviations of titles,
/// and before small letters. Not thread-safe.
class SentenceSplitter {
 public:
  SentenceSplitter();
  ~SentenceSplitter();
  SentenceSplitter(SentenceSplitter&&) noexcept;
  SentenceSplitter& operator=(SentenceSplitter&&) noexcept;

  /// The block that holds `pos`, which is not white space; of a very long one the part around it.
  /// Neither the block nor a sentence ends inside one of `whole`, which are sorted by begin.
  [[nodiscard]] Block block_around(std::string_view text, std::size_t pos, const Barriers& barriers,
                                   std::span<const Span> whole);

  /// Whether a cut before `pos` parts no grapheme cluster of `text`, see UAX #29.
  [[nodiscard]] bool is_grapheme_boundary(std::string_view text, std::size_t pos);

 private:
  struct Iterators;
  [[nodiscard]] Iterators& iterators();
  [[nodiscard]] std::vector<Span> sentences_of(std::string_view text, Span lines,
                                               std::span<const Span> whole);

  std::unique_ptr<Iterators> iterators_;  ///< made when first needed
  std::string buffer_;
};

/// `span` without the white space at its ends.
[[nodiscard]] Span trimmed(std::string_view text, Span span);

}  // namespace ksearch::highlight
