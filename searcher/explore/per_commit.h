#pragma once

#include <cstdint>
#include <optional>
#include <string>

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
    if (!value_ || revision_ != generation.state().revision || uuid_ != generation.uuid()) {
      value_.reset();
      value_.emplace(make());
      uuid_ = generation.uuid();
      revision_ = generation.state().revision;
    }
    return *value_;
  }

 private:
  std::optional<Value> value_;
  std::string uuid_;
  std::uint64_t revision_ = 0;
};

}  // namespace ksearch
