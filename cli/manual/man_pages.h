#pragma once

#include <string>

#include "cli/options.h"

namespace ksearch::cli {

// Manual pages in the language of scdoc(5), made from the tables of commands and options.

/// ksearch(1).
[[nodiscard]] std::string program_page();
/// ksearch-COMMAND(1), of a command that is built.
[[nodiscard]] std::string command_page(const CommandSpec& command);

}  // namespace ksearch::cli
