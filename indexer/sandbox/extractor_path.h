#pragma once

#include <filesystem>

namespace ksearch::sandbox {

/// Where ksearch-extract is: beside the file that holds this code (the program, or the shared
/// library), in ../libexec/ksearch or ../../libexec/ksearch of its folder, else in the folder that
/// the build was configured for. Throws StartError, naming the last, when it is in none of them.
[[nodiscard]] std::filesystem::path find_extractor();

}  // namespace ksearch::sandbox
