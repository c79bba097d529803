#pragma once

#include <xapian.h>

#include <filesystem>

#include "ksearch/error.h"

namespace ksearch {

/// Throws the Error that a Xapian exception on the index `directory` stands for. The only place
/// where Xapian's errors are translated; none reaches a caller of the library.
[[noreturn]] void throw_translated(const Xapian::Error& error,
                                   const std::filesystem::path& directory);

/// Runs `action` and translates what Xapian throws.
template <typename Action>
decltype(auto) translating(const std::filesystem::path& directory, Action&& action) {
  try {
    return action();
  } catch (const Xapian::Error& error) {
    throw_translated(error, directory);
  }
}

}  // namespace ksearch
