#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace ksearch::cli {

/// Runs one command line on the standard streams; the exit code. `words` come after the program's
/// name. Throws nothing.
int run_program(const std::vector<std::string>& words, const EnvironmentReader& environment);

}  // namespace ksearch::cli
