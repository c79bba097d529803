#pragma once

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
    if (!value_ || commit_id_ != generation.commit_id()) {
      value_.reset();
      value_.emplace(make());
      commit_id_ = generation.commit_id();
    }
    return *value_;
  }

 private:
  std::optional<Value> value_;
  std::string commit_id_;
};

}  // namespace ksearch
