#pragma once

#include <optional>
#include <string_view>

namespace ksearch {

/// One file of server/web/, as it was when the program was built.
struct WebAsset {
  std::string_view name;  ///< its name in that folder: "style.css"; served as /static/style.css
  std::string_view bytes;
};

/// The asset of that name. The views are valid for the life of the program.
[[nodiscard]] std::optional<WebAsset> find_web_asset(std::string_view name);

/// The Content-Type of an asset or other file that is served to be used, from the end of its name;
/// empty for a kind that the page has no use for.
[[nodiscard]] std::string_view asset_content_type(std::string_view name);

}  // namespace ksearch
