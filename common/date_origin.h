#pragma once

#include <string_view>

#include "ksearch/document.h"

namespace ksearch {

/// "metadata", "text", "url" or "file", as records and the program name it; empty for kNone.
[[nodiscard]] std::string_view to_string(DateOrigin origin) noexcept;

}  // namespace ksearch
