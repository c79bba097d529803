#pragma once

#include "common/storage/generation.h"
#include "ksearch/searcher.h"
#include "searcher/match_units.h"

namespace ksearch {

/// Counts matches by the period of their dates, from the first period with one to the last; see
/// Searcher::timeline(). Lets Xapian's errors pass.
[[nodiscard]] Timeline make_timeline(const Generation& generation, const MatchUnits& matches,
                                     TimeUnit unit);

}  // namespace ksearch
