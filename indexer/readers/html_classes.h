#pragma once

#include <string_view>
#include <unordered_map>

namespace ksearch {

/// What the class and id of an element say about what is in it.
enum class ClassHint : signed char {
  kFurniture = -2,  ///< comments, share bars, menus, related stories
  kAside = -1,      ///< by-lines, captions, dates: beside the prose, small
  kNone = 0,
  kContent = 1,  ///< "content", "story"
  kBody = 2,     ///< "article-body": nothing else is called that
};

/// Reads class and id attributes. Names are split into words at punctuation and capitals
/// ("postMeta", "c-share_bar"), and names that tell of something else ("has-sidebar") say nothing.
/// Remembers what it has seen; not thread-safe.
class ClassHints {
 public:
  /// The strongest hint among the names of one element; furniture beats content.
  [[nodiscard]] ClassHint of(std::string_view class_names, std::string_view id);

 private:
  [[nodiscard]] ClassHint of_names(std::string_view names);

  std::unordered_map<std::string_view, ClassHint> seen_;
};

}  // namespace ksearch
