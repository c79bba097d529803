#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/index_state.h"
#include "common/storage/row_column.h"

namespace ksearch {

/// The rows of one document in all columns.
struct DocumentRows {
  std::string text;                  ///< as TextCodec::compress gave it
  std::string mentions;              ///< encode_mentions()
  std::vector<std::uint32_t> names;  ///< distinct name numbers, ascending
  std::string signature;             ///< by which copies are found; indexer/copies/signature.h
};

/// Writes the columns of one segment. A document that does not exist gets empty rows.
class SegmentWriter {
 public:
  SegmentWriter(const std::filesystem::path& generation, std::uint32_t number);
  void append(const DocumentRows& rows);
  [[nodiscard]] std::uint32_t rows() const;
  void finish(bool durable);

 private:
  RowColumnWriter text_;
  RowColumnWriter mentions_;
  RowColumnWriter names_;
  RowColumnWriter signatures_;
};

/// The columns of one segment, for reading by Xapian document number. Immutable, so thread-safe.
class Segment {
 public:
  Segment(const std::filesystem::path& generation, const SegmentEntry& entry);
  [[nodiscard]] std::uint32_t first() const { return entry_.first_document; }
  [[nodiscard]] std::uint32_t end() const { return entry_.first_document + entry_.rows; }
  [[nodiscard]] std::string_view text(std::uint32_t document) const;
  [[nodiscard]] std::string_view mentions(std::uint32_t document) const;
  /// Bytes of an array of std::uint32_t, aligned for it.
  [[nodiscard]] std::string_view names(std::uint32_t document) const;
  [[nodiscard]] std::string_view signature(std::uint32_t document) const;
  [[nodiscard]] bool sound() const;

 private:
  SegmentEntry entry_;
  RowColumn text_;
  RowColumn mentions_;
  RowColumn names_;
  RowColumn signatures_;
};

}  // namespace ksearch
