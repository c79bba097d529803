#pragma once

#include "ksearch/error.h"

namespace ksearch::cli {

/// Exit codes of the program, the same for every command. Scripts rely on them: never renumber.
enum ExitCode : int {
  kDone = 0,            ///< hits, or done
  kNothingFound = 1,    ///< no hit, an unknown document, an empty list
  kUsageError = 2,      ///< wrong usage, or a query that cannot be run
  kIndexUnusable = 3,   ///< index missing, unreadable, corrupt, locked or foreign; disk full
  kSomeUnreadable = 4,  ///< finished, but documents of a readable format failed
  kInterrupted = 130,   ///< ended by Ctrl-C
};

/// The exit code that an error of the library ends the program with.
[[nodiscard]] ExitCode exit_code_of(ErrorCode code) noexcept;

}  // namespace ksearch::cli
