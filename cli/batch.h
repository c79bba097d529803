#pragma once

#include <optional>
#include <string_view>

namespace ksearch::cli {

/// One line of a batch file. The views point into the line.
struct BatchLine {
  std::string_view id;
  std::string_view query;
};

/// Takes `ID<TAB>QUERY` apart; nothing when the tab, the id or the query is missing. A carriage
/// return at the end is dropped.
[[nodiscard]] std::optional<BatchLine> parse_batch_line(std::string_view line);

}  // namespace ksearch::cli
