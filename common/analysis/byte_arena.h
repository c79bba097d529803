#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace ksearch {

/// Bytes that never move: blocks that are filled one after the other. Not thread-safe.
class ByteArena {
 public:
  /// Room for at least `bytes` bytes, which stays the caller's to fill until take().
  char* reserve(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - next_) < bytes) next_block(bytes);
    return next_;
  }
  /// Keeps the first `bytes` bytes of what reserve() gave.
  std::string_view take(std::size_t bytes) {
    const std::string_view taken(next_, bytes);
    next_ += bytes;
    return taken;
  }
  /// Keeps a copy of `text`.
  std::string_view store(std::string_view text) {
    text.copy(reserve(text.size()), text.size());
    return take(text.size());
  }
  /// Drops the content, keeps the blocks for reuse.
  void clear() {
    used_blocks_ = 0;
    next_ = end_ = nullptr;
  }

 private:
  static constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };

  void next_block(std::size_t bytes) {
    while (used_blocks_ < blocks_.size() && blocks_[used_blocks_].size < bytes) ++used_blocks_;
    if (used_blocks_ == blocks_.size()) {
      const std::size_t size = std::max(bytes, kBlockBytes);
      blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
    }
    next_ = blocks_[used_blocks_].bytes.get();
    end_ = next_ + blocks_[used_blocks_].size;
    ++used_blocks_;
  }

  std::vector<Block> blocks_;
  std::size_t used_blocks_ = 0;
  char* next_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace ksearch
