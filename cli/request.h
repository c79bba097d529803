#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {

/// The field of a name or alias; throws Error(kInvalidArgument) naming the known ones.
[[nodiscard]] Field field_named(std::string_view name);

/// Query words side by side, as the shell passed them.
[[nodiscard]] std::string joined_query(const std::vector<std::string>& words);

/// A request without its query, from the options that a command line gives. Values are checked but
/// for dates, which the searcher reads.
[[nodiscard]] SearchRequest request_from(const Arguments& arguments);

}  // namespace ksearch::cli
