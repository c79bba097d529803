#pragma once

#include <string_view>
#include <vector>

#include "searcher/query/vocabulary.h"

namespace ksearch::query {

/// What Vocabulary::other_names() keeps: the names, without the word in them, of the one entity
/// that a word of free text means; only those that documents have. "zelensky" gives Зеленський and
/// "Volodymyr Zelenskyy", not "Volodymyr Zelensky". Empty where the word is no name, or not that of
/// one entity in at least half of the documents that have the word: "may", "bush". `word` is a
/// Token::word.
[[nodiscard]] std::vector<OtherName> find_other_names(const Vocabulary& vocabulary,
                                                      std::string_view word);

}  // namespace ksearch::query
