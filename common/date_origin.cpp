#include "common/date_origin.h"

#include <array>

namespace ksearch {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"", "metadata", "text", "url", "file"};

}  // namespace

std::string_view to_string(DateOrigin origin) noexcept {
  return kNames[static_cast<std::size_t>(origin)];
}

}  // namespace ksearch
