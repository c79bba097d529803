#pragma once

#include <string>

namespace ksearch::cli {

// Completion of commands, options and their fixed values for shells, made from the tables of
// commands and options.

[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

}  // namespace ksearch::cli
