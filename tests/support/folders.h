#pragma once

#include <filesystem>

namespace ksearch::test {

/// The checkout that the tests were built from, absolute. Said by one source only, so that what a
/// compiler cache holds of all others serves every checkout.
[[nodiscard]] std::filesystem::path source_folder();

/// Real data beside the checkout that is not part of the project; need not exist.
[[nodiscard]] inline std::filesystem::path shared_folder() {
  return source_folder() / ".." / "shared";
}

}  // namespace ksearch::test
