#pragma once

#include <cstdint>

#include "common/storage/generation.h"
#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/highlight/match_spec.h"

namespace ksearch {

/// Passes a document with the marks of `matches` to `sink`, see Searcher::document(). `head` is
/// what begin() gets, all but its title's marks filled in. Lets Xapian's errors pass.
void stream_document(Generation& generation, Analyzer& analyzer,
                     const highlight::MatchSpec& matches, std::uint32_t number,
                     const StoredRecord& record, StoredDocument head, const TextSink& sink);

}  // namespace ksearch
