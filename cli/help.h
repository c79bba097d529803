#pragma once

#include <string>

#include "cli/options.h"

namespace ksearch::cli {

/// Help on the program as a whole: its commands, exit codes, an example. At most 79 columns.
[[nodiscard]] std::string general_help();
/// Help on one command with all its options, ending with an example. At most 79 columns.
[[nodiscard]] std::string command_help(const CommandSpec& command);

}  // namespace ksearch::cli
