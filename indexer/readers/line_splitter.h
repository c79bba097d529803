#pragma once

#include <string>

#include "ksearch/document.h"

namespace ksearch {

/// Complete lines of a source, without the LF at their ends. Holds one line, of at most
/// kMaxTextBytes, and one chunk.
class LineSplitter {
 public:
  enum class Status { kLine, kTooLong, kEnd };

  /// `bytes` must outlive the splitter.
  explicit LineSplitter(ByteSource& bytes) : bytes_(bytes) {}

  /// Replaces `line` by the next one; of one that is too long it holds the beginning.
  Status next(std::string& line);

 private:
  ByteSource& bytes_;
  std::string buffer_;
  std::size_t at_ = 0;
};

}  // namespace ksearch
