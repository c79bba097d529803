#pragma once

#include <chrono>
#include <string_view>

#include "searcher/query/syntax.h"

namespace ksearch::query {

/// The days that the value of date: means: one date as parse_date_unit() reads it, or "A..B" with
/// one at either side or at both. Open where nothing is written. Throws QueryError about `span` for
/// what is no date, and for a range that ends before it begins.
[[nodiscard]] DateRange parse_date_range(std::string_view value, std::chrono::sys_days today,
                                         Span span);

}  // namespace ksearch::query
