#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "ksearch/entity.h"

namespace ksearch {

// The tags of the trained recogniser: O, and BILOU (begin, inside, last, outside, unit) for each
// type. Never renumber: in model files.

using Tag = std::uint8_t;

enum class TagPosition : std::uint8_t { kBegin = 0, kInside = 1, kLast = 2, kUnit = 3 };

inline constexpr std::size_t kTypeCount = 4;
inline constexpr Tag kOutside = 0;
inline constexpr std::size_t kTagCount = 1 + 4 * kTypeCount;

constexpr Tag make_tag(EntityType type, TagPosition position) {
  return static_cast<Tag>(1 + 4 * static_cast<unsigned>(type) + static_cast<unsigned>(position));
}
/// Of a tag that is not kOutside.
constexpr EntityType tag_type(Tag tag) { return static_cast<EntityType>((tag - 1) / 4); }
constexpr TagPosition tag_position(Tag tag) { return static_cast<TagPosition>((tag - 1) % 4); }

/// Whether a name goes on after this tag.
constexpr bool is_open(Tag tag) {
  return tag != kOutside &&
         (tag_position(tag) == TagPosition::kBegin || tag_position(tag) == TagPosition::kInside);
}
constexpr bool may_start(Tag tag) {
  return tag == kOutside || tag_position(tag) == TagPosition::kBegin ||
         tag_position(tag) == TagPosition::kUnit;
}
constexpr bool may_end(Tag tag) { return !is_open(tag); }
constexpr bool may_follow(Tag before, Tag tag) {
  if (!is_open(before)) return may_start(tag);
  if (tag == kOutside || tag_type(before) != tag_type(tag)) return false;
  return tag_position(tag) == TagPosition::kInside || tag_position(tag) == TagPosition::kLast;
}

/// Tokens [begin, end) that name something.
struct TagSpan {
  std::size_t begin;
  std::size_t end;
  EntityType type;
  friend bool operator==(const TagSpan&, const TagSpan&) = default;
};

/// The names that a legal sequence of tags spells out; an unfinished one ends where it breaks off.
[[nodiscard]] inline std::vector<TagSpan> spans_of(const Tag* tags, std::size_t count) {
  std::vector<TagSpan> spans;
  for (std::size_t i = 0; i < count;) {
    if (tags[i] == kOutside) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < count && is_open(tags[end - 1]) && may_follow(tags[end - 1], tags[end])) ++end;
    spans.push_back({i, end, tag_type(tags[i])});
    i = end;
  }
  return spans;
}

/// Writes the tags of a name of tokens [begin, end).
inline void write_span(const TagSpan& span, Tag* tags) {
  for (std::size_t i = span.begin; i < span.end; ++i) {
    const bool first = i == span.begin;
    const bool last = i + 1 == span.end;
    tags[i] = make_tag(span.type, first ? (last ? TagPosition::kUnit : TagPosition::kBegin)
                                        : (last ? TagPosition::kLast : TagPosition::kInside));
  }
}

}  // namespace ksearch
