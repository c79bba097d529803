#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// Columns of a range of Xapian document numbers; a segment is written once and never changed.
struct SegmentEntry {
  std::uint32_t number = 0;          ///< part of the files' names
  std::uint32_t first_document = 0;  ///< Xapian document number of row 0
  std::uint32_t rows = 0;
};

/// A range of the table of names, written once.
struct NameSegmentEntry {
  std::uint32_t number = 0;
  std::uint32_t first_name = 0;
  std::uint32_t count = 0;
};

/// The documents that a commit added: those from `first_document` on, up to the next entry's.
struct RevisionEntry {
  std::uint32_t first_document = 0;
  std::uint64_t revision = 0;
  friend bool operator==(const RevisionEntry&, const RevisionEntry&) = default;
};

/// Commits whose documents are told apart; those of older ones count as of the oldest of these.
inline constexpr std::size_t kMaxRevisions = 1000;

/// What a commit says about the index as a whole: one value in Xapian's metadata, so that it
/// changes in the same atomic step as the documents. Stored as JSON.
struct IndexState {
  std::uint32_t schema = 0;
  std::string created_by;  ///< version of ksearch that wrote the generation
  std::string analyzer;    ///< Analyzer::fingerprint()
  std::string recognizer;  ///< EntityRecognizer::fingerprint(), empty: no names
  std::uint64_t revision = 0;
  std::uint32_t next_file_number = 1;           ///< of segments, name segments and entity tables
  std::vector<SegmentEntry> segments;           ///< ascending, disjoint
  std::vector<NameSegmentEntry> name_segments;  ///< ascending, without gaps
  /// Ascending in both; at most kMaxRevisions. A changed document gets a new, higher number.
  std::vector<RevisionEntry> revisions;
  std::uint32_t entity_table = 0;   ///< number of the file; 0: no names yet
  std::uint32_t story_table = 0;    ///< number of the file; 0: no document has copies
  std::uint64_t text_bytes = 0;     ///< stored text of all live documents
  std::vector<std::string> roots;   ///< absolute paths that were indexed
  std::vector<std::string> tables;  ///< files of Xapian\'s database that must be there

  [[nodiscard]] std::uint32_t name_count() const;
  /// Notes that the documents from `first_document` on are of `revision`, unless that is known.
  void add_revision(std::uint32_t first_document, std::uint64_t revision);
  /// The number from which on documents are of a later revision.
  [[nodiscard]] std::uint32_t first_document_after(std::uint64_t revision) const;
};

[[nodiscard]] std::string encode_state(const IndexState& state);
/// Throws Error(kIndexCorrupt), and Error(kIndexVersion) for another schema.
[[nodiscard]] IndexState decode_state(std::string_view json, const std::string& directory);

}  // namespace ksearch
