#include "cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "ksearch/error.h"

namespace ksearch::cli {

void Output::write(std::string_view bytes) {
  constexpr std::size_t kBufferBytes = std::size_t{64} << 10U;
  buffer_ += bytes;
  if (buffer_.size() >= kBufferBytes) flush();
}

void Output::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(file_descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EPIPE) {
      throw OutputClosed();
    } else if (errno != EINTR) {
      const ErrorCode code = errno == ENOSPC ? ErrorCode::kDiskFull : ErrorCode::kIo;
      throw Error(code, std::string("standard output cannot be written: ") + std::strerror(errno));
    }
  }
  buffer_.clear();
}

}  // namespace ksearch::cli
