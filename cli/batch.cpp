#include "cli/batch.h"

namespace ksearch::cli {

std::optional<BatchLine> parse_batch_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos || tab == 0) return std::nullopt;
  const BatchLine parts{line.substr(0, tab), line.substr(tab + 1)};
  if (parts.query.find_first_not_of(" \t") == std::string_view::npos) return std::nullopt;
  return parts;
}

}  // namespace ksearch::cli
