#pragma once

#include <xapian.h>

#include <span>
#include <vector>

#include "searcher/query/compiler.h"

namespace ksearch {

/// What each of some documents gains because words of the query stand close together in it; 0: no
/// two do. At most query::kMaxCloseWords words. Lets Xapian's errors pass.
[[nodiscard]] std::vector<double> proximity(const Xapian::Database& database,
                                            std::span<const Xapian::docid> documents,
                                            std::span<const query::CloseWord> words);

/// What no document gains more than.
[[nodiscard]] double most_proximity(std::span<const query::CloseWord> words);

}  // namespace ksearch
