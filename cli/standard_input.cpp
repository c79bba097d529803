#include "cli/standard_input.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "ksearch/error.h"

namespace ksearch::cli {

bool StandardInput::read(std::string& out, std::size_t max_bytes) {
  const std::size_t before = out.size();
  out.resize(before + max_bytes);
  ssize_t count = -1;
  do {
    count = ::read(STDIN_FILENO, out.data() + before, max_bytes);
  } while (count < 0 && errno == EINTR);
  out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0) {
    throw Error(ErrorCode::kIo,
                std::string("standard input cannot be read: ") + std::strerror(errno));
  }
  return count > 0;
}

std::string read_named_file(const std::string& name) {
  constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;
  std::string bytes;
  if (name == "-") {
    StandardInput input;
    while (input.read(bytes, kBlockBytes)) {
    }
    return bytes;
  }
  std::ifstream file(name, std::ios::binary);
  // Not by iterators, to which a folder is an exception instead of a bad stream.
  for (std::string block(kBlockBytes, '\0'); file;) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    bytes.append(block, 0, static_cast<std::size_t>(file.gcount()));
  }
  if (!file.is_open() || file.bad()) {
    throw Error(ErrorCode::kInvalidArgument,
                "'" + name + "' cannot be read: " + std::strerror(errno));
  }
  return bytes;
}

}  // namespace ksearch::cli
