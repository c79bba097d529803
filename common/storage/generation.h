#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/index_directory.h"
#include "common/storage/index_state.h"
#include "common/storage/name_registry.h"
#include "common/storage/record.h"
#include "common/storage/segment.h"
#include "common/storage/story_table.h"
#include "common/storage/text_codec.h"

namespace ksearch {

/// One commit of an index, open for reading: the Xapian database, the columns, names and entities
/// that belong to it. Used by one thread at a time, as Xapian's objects are.
///
/// Members throw Error(kIndexCorrupt) for damage, and let Xapian's errors pass: callers translate
/// them, and retry after Xapian::DatabaseModifiedError.
class Generation {
 public:
  /// Opens the current generation of a directory.
  explicit Generation(const IndexDirectory& directory);

  /// Brings this object to the newest commit; whether anything changed.
  bool refresh();

  [[nodiscard]] const IndexState& state() const { return state_; }
  [[nodiscard]] std::uint32_t number() const { return number_; }
  /// Of the commit, no other has the same: the index, the revision, and when it was written, for an
  /// index can be put back as it was and go on from there.
  [[nodiscard]] const std::string& commit_id() const { return commit_id_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] Xapian::Database& database() { return database_; }
  [[nodiscard]] const Xapian::Database& database() const { return database_; }
  [[nodiscard]] const NameRegistry& names() const { return names_; }
  [[nodiscard]] const EntityTable& entities() const { return entities_; }
  /// The name an entity is shown by. Valid until refresh().
  [[nodiscard]] std::string_view shown_name(std::uint32_t entity) const;
  [[nodiscard]] const StoryTable& stories() const { return stories_; }

  /// The document with this id.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
  [[nodiscard]] StoredRecord record(std::uint32_t document) const;
  /// The text of a document, compared with the hash in its record: Error(kIndexCorrupt) when it is
  /// not what was stored.
  [[nodiscard]] std::string text(std::uint32_t document, const StoredRecord& record);
  /// The same piece by piece, in order, in memory that does not grow with the text. It is compared
  /// before the first piece is passed on.
  void read_text(std::uint32_t document, const StoredRecord& record,
                 const std::function<void(std::string_view)>& sink);
  [[nodiscard]] std::vector<StoredMention> mentions(std::uint32_t document) const;
  /// Distinct name numbers of a document, ascending.
  [[nodiscard]] std::span<const std::uint32_t> names_of(std::uint32_t document) const;
  [[nodiscard]] const Segment& segment_of(std::uint32_t document) const;
  /// Whether every column's checksum holds.
  [[nodiscard]] bool sound() const;

 private:
  void open();
  void load();
  void name_commit();
  IndexDirectory directory_;
  std::uint32_t number_ = 0;
  std::filesystem::path path_;
  GenerationLock lock_;
  HeldFile stub_;     ///< names the generation
  HeldFile version_;  ///< Xapian's, which each commit replaces
  HeldFile readers_;  ///< the generation's own, which nothing replaces but another index
  Xapian::Database database_;
  std::string commit_id_;
  IndexState state_;
  std::vector<Segment> segments_;
  NameRegistry names_;
  EntityTable entities_;
  StoryTable stories_;
  std::optional<TextCodec> codec_;
  TextCodec::Scratch scratch_;
};

/// The file of a generation that holds the dictionary of its texts; missing: none was trained.
[[nodiscard]] std::filesystem::path dictionary_path(const std::filesystem::path& generation);
[[nodiscard]] std::string read_dictionary(const std::filesystem::path& generation);

}  // namespace ksearch
