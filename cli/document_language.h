#pragma once

#include <string>

#include "cli/options.h"

namespace ksearch::cli {

/// The value of --language where it says what language documents are in: a code, or "auto", which
/// is the default. Throws Error(kInvalidArgument) for what is no language.
[[nodiscard]] std::string document_language(const Arguments& arguments);

}  // namespace ksearch::cli
