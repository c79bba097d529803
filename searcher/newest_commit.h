#pragma once

#include <xapian.h>

#include <utility>

#include "common/storage/generation.h"

namespace ksearch {

/// Runs `action` on the newest commit of an index, and again when a writer overtakes it, a few
/// times at most; what it returns. Lets Xapian's errors pass.
template <typename Action>
auto on_newest_commit(Generation& generation, Action&& action) {
  constexpr int kAttempts = 4;
  for (int attempt = 1;; ++attempt) {
    try {
      generation.refresh();
      return action();
    } catch (const Xapian::DatabaseModifiedError&) {
      if (attempt == kAttempts) throw;
    }
  }
}

}  // namespace ksearch
