#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch::query {

/// A word of an index that is spelled like another one.
struct NearWord {
  std::string word;
  unsigned distance = 0;        ///< edits from the word asked for
  std::uint32_t documents = 0;  ///< that hold the word
};

/// Words of the index within `max_distance` edits of a folded word: insertions, deletions and
/// replacements of a character, and exchanges of two neighbours (Damerau-Levenshtein distance in
/// its restricted form), itself included. In byte order. Where `max_distance` is more than 1 they
/// begin with the first character of the word, or with the second and then the first.
///
/// Looks at few words of the index, whatever its size. Lets Xapian's errors pass.
[[nodiscard]] std::vector<NearWord> near_words(const Xapian::Database& database,
                                               std::string_view word, unsigned max_distance);

}  // namespace ksearch::query
