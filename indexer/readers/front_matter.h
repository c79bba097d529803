#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ksearch {

/// The block of keys at the start of a Markdown file, between two lines "---" (YAML).
struct FrontMatter {
  /// Keys in lower case and their values, in order; a key with a list has several values.
  std::vector<std::pair<std::string, std::vector<std::string>>> fields;
  std::size_t size_bytes = 0;  ///< of the whole block; 0: there is none

  /// The first value of the first of `keys` that has one; empty when none has.
  [[nodiscard]] std::string first(std::initializer_list<std::string_view> keys) const;
};

/// Reads the subset of YAML that people write there: "key: value", quoted values, lists as [a, b]
/// or as lines "- a", and text under "key: |" or "key: >". Deeper structures are kept as their
/// text.
[[nodiscard]] FrontMatter read_front_matter(std::string_view text);

}  // namespace ksearch
