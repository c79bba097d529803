#pragma once

#include "cli/options.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

/// The request of a command line without its query; reads the file of --synonyms. Throws
/// Error(kInvalidArgument).
[[nodiscard]] SearchRequest query_request(const Arguments& arguments);

}  // namespace ksearch::cli
