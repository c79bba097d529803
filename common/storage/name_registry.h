#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/storage/checked_column.h"
#include "common/storage/index_state.h"
#include "common/storage/row_column.h"
#include "ksearch/entity.h"

namespace ksearch {

/// A name: what a document calls a person, place or organisation. `key` is the normalised form by
/// which spellings are one name (common/entities/names.h), `shown` one of its spellings.
struct NameView {
  EntityType type{};
  std::string_view key;
  std::string_view shown;
};

/// Writes the names [first, first + names.size()) as one segment of the registry: the rows, and
/// their order by type and key for look-ups.
struct NameToWrite {
  EntityType type{};
  std::string key;
  std::string shown;
};
void write_name_segment(const std::filesystem::path& generation, std::uint32_t file_number,
                        const std::vector<NameToWrite>& names);

/// Spellings by which names are shown in place of those of their segments, by number.
using NameSpellings = std::map<std::uint32_t, std::string>;
[[nodiscard]] std::string encode_spellings(const NameSpellings& spellings);
/// Throws Error(kIndexCorrupt).
[[nodiscard]] NameSpellings decode_spellings(std::string_view bytes);

/// All names of a generation by number. Numbers are given once and never change within an index.
/// Thread-safe.
///
/// A wrong name would go unnoticed, so what is read is compared with checksums: the order as
/// CheckedColumn does, the names when the first of their group (RowColumn::kRowsOfGroup) is asked
/// for. On disk the column `order` has, never renumber: the names of the segment (u32) by type and
/// key; the RowColumn::group_hash() of each group of `rows` (u64); the checksums of CheckedColumn.
/// Indexes of earlier versions lack the last of these, or the last two: then what they are for is
/// compared when it is opened.
class NameRegistry {
 public:
  NameRegistry() = default;
  /// `spellings`: as encode_spellings() has them. Throws Error(kIndexCorrupt).
  NameRegistry(const std::filesystem::path& generation,
               const std::vector<NameSegmentEntry>& segments, std::string_view spellings = {});

  [[nodiscard]] std::uint32_t size() const { return size_; }
  /// Views are valid while the registry lives. Throws Error(kIndexCorrupt) for an unknown number
  /// and for damage.
  [[nodiscard]] NameView name(std::uint32_t number) const;
  /// Throws Error(kIndexCorrupt) for damage.
  [[nodiscard]] std::optional<std::uint32_t> find(EntityType type, std::string_view key) const;
  [[nodiscard]] const NameSpellings& spellings() const { return spellings_; }

 private:
  struct Segment {
    [[nodiscard]] NameView name(std::uint32_t local) const;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    RowColumn rows;
    CheckedColumn order;
    /// For each group whether its hash was found right; none where all names were compared.
    std::unique_ptr<std::atomic<bool>[]> checked;
  };
  std::vector<Segment> segments_;
  std::uint32_t size_ = 0;
  NameSpellings spellings_;
};

/// What the index says of a name: the entity it belongs to and how that is shown.
struct EntityEntry {
  std::uint32_t entity = 0;  ///< number of the name that stands for the entity
  EntityType shown_type{};
  std::uint8_t hidden = 0;
  std::uint8_t rule = 0;  ///< Rule of common/entities/entity_table.h
  std::uint8_t reserved = 0;
};
static_assert(sizeof(EntityEntry) == 8);

/// An entity that is shown by another name than that of its number.
struct ShownName {
  std::uint32_t entity = 0;
  std::string shown;
};

void write_entity_table(const std::filesystem::path& generation, std::uint32_t file_number,
                        const std::vector<EntityEntry>& entries,
                        const std::vector<ShownName>& shown_names);

/// The table name -> entity of one commit. Immutable, so thread-safe.
///
/// On disk a RowColumn, never renumber: the EntityEntry of each name, by number; the names (u32)
/// whose entity has another number than theirs or other names besides, by entity and then by
/// number; the ShownNames, as a number and a string each; the checksums of CheckedColumn. Indexes
/// of earlier versions lack the checksums, or these and the second row.
class EntityTable {
 public:
  EntityTable() = default;
  /// Throws Error(kIndexCorrupt), as other members do.
  EntityTable(const std::filesystem::path& generation, std::uint32_t file_number);
  [[nodiscard]] std::uint32_t size() const { return size_; }
  /// Throws Error(kIndexCorrupt) for a name that is not there.
  [[nodiscard]] EntityEntry entry(std::uint32_t name) const {
    if (name >= size_) throw_missing();
    return column_.value<EntityEntry>(0, name);
  }
  /// All names of an entity, ascending.
  [[nodiscard]] std::vector<std::uint32_t> names_of(std::uint32_t entity) const;
  /// The name an entity is shown by, when that is not the one of its number; else empty.
  [[nodiscard]] std::string_view shown_name(std::uint32_t entity) const;
  /// All that shown_name() knows, by entity.
  [[nodiscard]] const std::unordered_map<std::uint32_t, std::string>& shown_names() const {
    return shown_names_;
  }

 private:
  [[noreturn]] static void throw_missing();

  CheckedColumn column_;
  std::uint32_t size_ = 0;
  bool has_shared_names_ = false;  ///< the second row
  std::unordered_map<std::uint32_t, std::string> shown_names_;
};

}  // namespace ksearch
