#pragma once

#include <xapian.h>

#include <span>

#include "searcher/query/compiler.h"

namespace ksearch {

/// What a document gains because words of the query stand close together in it; 0: no two do. At
/// most query::kMaxCloseWords words. Lets Xapian's errors pass.
[[nodiscard]] double proximity(const Xapian::Database& database, Xapian::docid document,
                               std::span<const query::CloseWord> words);

}  // namespace ksearch
