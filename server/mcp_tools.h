#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "ksearch/searcher.h"

namespace ksearch {

/// What a language model can ask an index for: search, facets, mentions and document. Answers are
/// the JSON Lines of docs/output_formats.md with ids and byte ranges, so that a quotation can be
/// checked, and at most 64 KiB long: lines that do not fit are left out and counted in a last one.

/// Descriptions of the tools with their JSON schemas, as tools/list of the protocol has them.
[[nodiscard]] nlohmann::json mcp_tools();

/// Whether there is a tool of that name.
[[nodiscard]] bool is_mcp_tool(std::string_view name);

/// Runs a tool. `arguments` is a JSON object. Throws Error for arguments that make no sense and for
/// what the searcher throws.
[[nodiscard]] std::string call_mcp_tool(Searcher& searcher, std::string_view name,
                                        const nlohmann::json& arguments);

}  // namespace ksearch
