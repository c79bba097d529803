#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "common/storage/row_column.h"

namespace ksearch {

/// Which documents of one commit are near-identical copies of each other (docs/copies.md). A story
/// is the smallest number of the documents that tell it. Immutable, so thread-safe.
///
/// On disk a RowColumn of two rows of std::uint32_t: the story of each document, by number, 0 for
/// one without copies; the documents that have copies, by story and then by number.
class StoryTable {
 public:
  /// Every document is a story of its own.
  StoryTable() = default;
  /// Compares the checksum: a wrong story would go unnoticed. Throws Error(kIndexCorrupt).
  StoryTable(const std::filesystem::path& generation, std::uint32_t file_number);

  /// The story of a document: its own number when it has no copies.
  [[nodiscard]] std::uint32_t story_of(std::uint32_t document) const {
    const std::uint32_t story = document < stories_.size() ? stories_[document] : 0;
    return story == 0 ? document : story;
  }
  [[nodiscard]] bool has_copies(std::uint32_t document) const {
    return document < stories_.size() && stories_[document] != 0;
  }
  /// All documents that have copies, by story and then by number.
  [[nodiscard]] std::span<const std::uint32_t> documents_with_copies() const { return copied_; }
  /// The documents of one story that has copies, ascending; none for another number.
  [[nodiscard]] std::span<const std::uint32_t> documents_of(std::uint32_t story) const;

 private:
  RowColumn column_;
  std::span<const std::uint32_t> stories_;
  std::span<const std::uint32_t> copied_;
};

/// Writes a table: `stories` as in StoryTable, by document number.
void write_story_table(const std::filesystem::path& generation, std::uint32_t file_number,
                       const std::vector<std::uint32_t>& stories);

}  // namespace ksearch
