#pragma once

#include <string>
#include <string_view>

#include "ksearch/span.h"

namespace ksearch::query {

/// Shows where in a query something is: one line with the query, one with carets under the span, no
/// line end after it. Control characters and broken bytes are shown as signs of their own; of a
/// long query only the part around the span, with an ellipsis where it is cut. Columns are those of
/// a terminal: wide characters count two, combining marks none. An empty span gets one caret.
[[nodiscard]] std::string caret_message(std::string_view query, Span span);

}  // namespace ksearch::query
