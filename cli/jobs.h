#pragma once

#include <cstddef>

#include "cli/options.h"

namespace ksearch::cli {

/// The value of --jobs, by default one for each processor; at least 1. Throws
/// Error(kInvalidArgument) for more than 256, which nobody means.
[[nodiscard]] std::size_t jobs_of(const Arguments& arguments);

}  // namespace ksearch::cli
