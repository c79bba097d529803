#pragma once

#include <cstddef>
#include <string>

#include "ksearch/document.h"

namespace ksearch::cli {

/// Standard input as the library reads bytes.
class StandardInput final : public ByteSource {
 public:
  bool read(std::string& out, std::size_t max_bytes) override;
};

/// All bytes of a file, or of standard input when `name` is "-". Throws Error(kInvalidArgument)
/// when it cannot be read: it was named on the command line.
[[nodiscard]] std::string read_named_file(const std::string& name);

}  // namespace ksearch::cli
