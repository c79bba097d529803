#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "common/storage/generation.h"

namespace ksearch {

/// A value that is worked out from a commit when it is first asked for, and again after the next
/// commit. Used by one thread.
template <typename Value>
class PerCommit {
 public:
  /// The value for the state a generation is in, from `make` if need be. Valid until the next call.
  template <typename Make>
  const Value& get(const Generation& generation, Make&& make) {
    const std::pair commit(generation.number(), generation.state().revision);
    if (!value_ || commit_ != commit) {
      value_.reset();
      value_.emplace(make());
      commit_ = commit;
    }
    return *value_;
  }

 private:
  std::optional<Value> value_;
  std::pair<std::uint32_t, std::uint64_t> commit_;
};

}  // namespace ksearch
