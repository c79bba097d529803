#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/storage/generation.h"

namespace ksearch {

// All functions let Xapian's errors pass.

/// The document with this id, else the first one of the file at this path. Throws
/// Error(kNotFound).
[[nodiscard]] std::uint32_t find_document(const Generation& generation,
                                          const std::string& id_or_path);

/// Whether the file at this path holds several documents.
[[nodiscard]] bool holds_several(const Generation& generation, const std::string& path);

/// The ids of the near-identical copies of a document, without its own.
[[nodiscard]] std::vector<std::string> copies_of(const Generation& generation,
                                                 std::uint32_t document);

}  // namespace ksearch
