#pragma once

#include <string>
#include <string_view>

namespace ksearch::cli {

/// Thrown when nobody reads standard output any more: a reason to stop, and no error.
class OutputClosed {};

/// Buffered writing to a file descriptor. Not thread-safe. Nothing is written by the destructor:
/// what matters is flushed where a failure can be reported.
class Output {
 public:
  /// `file_descriptor` is not owned.
  explicit Output(int file_descriptor) : file_descriptor_(file_descriptor) {}

  /// Throws OutputClosed for a broken pipe, Error(kDiskFull) or Error(kIo) for other failures.
  void write(std::string_view bytes);
  void flush();

 private:
  int file_descriptor_;
  std::string buffer_;
};

}  // namespace ksearch::cli
