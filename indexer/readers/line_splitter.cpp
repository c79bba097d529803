#include "indexer/readers/line_splitter.h"

#include <algorithm>

#include "indexer/readers/source_text.h"

namespace ksearch {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

}  // namespace

LineSplitter::Status LineSplitter::next(std::string& line) {
  bool too_long = false;
  line.clear();
  while (true) {
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t taken = std::min(end, buffer_.size()) - at_;
    too_long = too_long || line.size() + taken > kMaxTextBytes;
    if (!too_long) line.append(buffer_, at_, taken);
    if (end != std::string::npos) {
      at_ = end + 1;
      return too_long ? Status::kTooLong : Status::kLine;
    }
    buffer_.clear();
    at_ = 0;
    if (!bytes_.read(buffer_, kChunkBytes)) {
      if (too_long) return Status::kTooLong;
      return line.empty() ? Status::kEnd : Status::kLine;
    }
  }
}

}  // namespace ksearch
