#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/entity.h"
#include "ksearch/searcher.h"
#include "searcher/query/syntax.h"
#include "searcher/query/vocabulary.h"

namespace ksearch::query {

/// What an index has to say about the spelling of a query.
struct SpellingAdvice {
  std::vector<UnknownWord> unknown;  ///< in the order of the query
  std::optional<Node> likelier;      ///< the query with likelier words
};

/// Compares the words of a query with those of the index. A word that no document has is replaced
/// by one that is spelled like it; with `doubts_rare` also one that hardly any document has, by one
/// that many have. Words with other words' forms are known by their stems; excluded words, words
/// with digits, and those shorter than four letters stay. At most four words are looked for, so
/// that the time is bounded. Lets Xapian's errors pass.
[[nodiscard]] SpellingAdvice check_spelling(const Node& root, const Vocabulary& vocabulary,
                                            Analyzer& analyzer, bool doubts_rare);

/// A spelling of a name that the index has a person, place or organisation for, one word of it
/// replaced; nothing when there is none.
[[nodiscard]] std::optional<std::string> near_name(const Vocabulary& vocabulary, EntityType type,
                                                   std::string_view name);

}  // namespace ksearch::query
