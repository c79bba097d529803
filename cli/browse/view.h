#pragma once

#include "cli/browse/grid.h"
#include "cli/browse/state.h"

namespace ksearch::cli::browse {

/// The screen that shows a state. Text of documents is shown with its control characters made
/// visible.
[[nodiscard]] Grid draw(const State& state);

}  // namespace ksearch::cli::browse
