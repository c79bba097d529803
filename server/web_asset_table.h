#pragma once

#include <span>

namespace ksearch {

/// A file within the program: the bytes from `begin` up to `end`.
struct EmbeddedFile {
  const char* name;
  const char* begin;
  const char* end;
};

/// All files of server/web/. The table is written by server/CMakeLists.txt.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace ksearch
