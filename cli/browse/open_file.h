#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace ksearch::cli::browse {

/// The command that shows a file to a person, as its argument vector: xdg-open in a graphical
/// session, else $PAGER, else $EDITOR, else less. The path is one argument, whatever it holds.
[[nodiscard]] std::vector<std::string> open_command(const std::string& path,
                                                    const EnvironmentReader& environment);

/// Runs a command without a shell and waits for it. Throws Error(kIo) when it cannot be run.
void run_and_wait(const std::vector<std::string>& command);

}  // namespace ksearch::cli::browse
