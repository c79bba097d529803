#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/format/option_values.h"
#include "ksearch/searcher.h"

namespace ksearch {

/// The field of a name or alias; throws Error(kInvalidArgument) naming the known ones.
[[nodiscard]] Field field_named(std::string_view name);

/// The unit called "day", "week", "month" or "year"; throws Error(kInvalidArgument) naming these.
[[nodiscard]] TimeUnit time_unit_named(std::string_view name);
[[nodiscard]] std::string_view to_string(TimeUnit unit) noexcept;

/// Query words side by side, as the shell passed them.
[[nodiscard]] std::string joined_query(const std::vector<std::string>& words);

/// A request without its query, from the options that a command line or a URL gives. Values are
/// checked but for dates, which the searcher reads.
[[nodiscard]] SearchRequest request_from(const OptionValues& options);

}  // namespace ksearch
