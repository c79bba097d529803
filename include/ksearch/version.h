#pragma once

#include <string_view>

namespace ksearch {

/// Version of the library, such as "0.1.0".
[[nodiscard]] std::string_view version() noexcept;

}  // namespace ksearch
