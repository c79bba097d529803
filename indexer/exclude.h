#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Names of files and folders to pass over, as glob(7) patterns.
///
/// A pattern without a slash is matched against the last part of a path; one with a slash against
/// the whole path below the folder indexed, a leading slash being optional. Immutable, so
/// thread-safe.
class ExcludeList {
 public:
  ExcludeList() = default;
  explicit ExcludeList(std::vector<std::string> patterns) : patterns_(std::move(patterns)) {}
  /// Adds the lines of a .ksearchignore: blank lines and those that start with # say nothing.
  void add_lines(std::string_view text);
  /// Whether `relative`, a path below the folder indexed, is to be passed over.
  [[nodiscard]] bool matches(const std::string& relative) const;
  [[nodiscard]] bool empty() const { return patterns_.empty(); }

 private:
  std::vector<std::string> patterns_;
};

}  // namespace ksearch
