#include "server/web_assets.h"

#include <array>
#include <cstddef>
#include <utility>

#include "server/web_asset_table.h"

namespace ksearch {

std::optional<WebAsset> find_web_asset(std::string_view name) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name != name) continue;
    return WebAsset{file.name, {file.begin, static_cast<std::size_t>(file.end - file.begin)}};
  }
  return std::nullopt;
}

std::string_view asset_content_type(std::string_view name) {
  using Row = std::pair<std::string_view, std::string_view>;
  constexpr std::array kTypes = {Row{".css", "text/css; charset=utf-8"},
                                 Row{".js", "text/javascript; charset=utf-8"},
                                 Row{".mjs", "text/javascript; charset=utf-8"},
                                 Row{".svg", "image/svg+xml"},
                                 Row{".png", "image/png"},
                                 Row{".ico", "image/x-icon"},
                                 Row{".woff2", "font/woff2"}};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return {};
}

}  // namespace ksearch
