#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "ksearch/searcher.h"

namespace ksearch {

/// One conversation of the Model Context Protocol, revisions 2024-11-05 to 2025-06-18:
/// JSON-RPC 2.0, one message a line. Not thread-safe.
class McpSession {
 public:
  /// `searcher` must outlive the session.
  explicit McpSession(Searcher& searcher) : searcher_(searcher) {}

  /// The answer to one message, a line with its line feed; empty when it wants none. Whatever the
  /// message says, it is answered and not thrown.
  [[nodiscard]] std::string answer(std::string_view message);
  /// The answer to a message that was not read, with the reason.
  [[nodiscard]] static std::string refuse(const std::string& reason);

 private:
  [[nodiscard]] nlohmann::json call(const std::string& method, const nlohmann::json& parameters);
  [[nodiscard]] nlohmann::json call_tool(const nlohmann::json& parameters);

  Searcher& searcher_;
};

}  // namespace ksearch
