#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ksearch::query {

/// The most edits that word~n can ask for.
inline constexpr unsigned kMaxEdits = 2;

/// `chunk` without the punctuation that lists and sentences put after a word.
[[nodiscard]] std::string_view without_punctuation(std::string_view chunk);

/// Whether a chunk of a query is a word with * or ? inside, such as te*t, wom?n or *fire: letters,
/// digits and wildcards alone, at least one of them a letter. word* is a prefix and none, nor is a
/// ? at either end. Punctuation after it is passed over.
[[nodiscard]] bool is_pattern(std::string_view chunk);

/// A word of letters and digits with a ~ after it, and perhaps a number.
struct FuzzyShape {
  std::string_view word;
  std::string_view number;  ///< digits; empty: none was written
};

/// The parts of word~ or word~2; nothing for any other chunk. Punctuation after it is passed over.
[[nodiscard]] std::optional<FuzzyShape> fuzzy_shape(std::string_view chunk);

/// A pattern with what stands between its wildcards folded.
[[nodiscard]] std::string folded_pattern(std::string_view pattern);

/// Whether a folded word is one that a folded pattern stands for: * is any characters or none, ?
/// is one character.
[[nodiscard]] bool matches_pattern(std::string_view word, std::string_view pattern);

}  // namespace ksearch::query
