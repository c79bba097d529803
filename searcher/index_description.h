#pragma once

#include <filesystem>

#include "common/storage/generation.h"
#include "ksearch/searcher.h"

namespace ksearch {

/// See Searcher::describe(). Lets Xapian's errors pass.
[[nodiscard]] IndexDescription describe_index(const std::filesystem::path& directory,
                                              const Generation& generation);

}  // namespace ksearch
