#include "common/storage/segment.h"

#include <fmt/format.h>

#include "ksearch/error.h"

namespace ksearch {
namespace {

std::filesystem::path column_path(const std::filesystem::path& generation, std::uint32_t number,
                                  std::string_view column) {
  return generation / fmt::format("segment-{:06}.{}", number, column);
}

}  // namespace

SegmentWriter::SegmentWriter(const std::filesystem::path& generation, std::uint32_t number)
    : text_(column_path(generation, number, "text")),
      mentions_(column_path(generation, number, "mentions")),
      names_(column_path(generation, number, "names")),
      signatures_(column_path(generation, number, "signatures")) {}

void SegmentWriter::append(const DocumentRows& rows) {
  text_.append(rows.text);
  mentions_.append(rows.mentions);
  names_.append(
      {reinterpret_cast<const char*>(rows.names.data()), rows.names.size() * sizeof rows.names[0]});
  signatures_.append(rows.signature);
}

std::uint32_t SegmentWriter::rows() const { return static_cast<std::uint32_t>(text_.rows()); }

void SegmentWriter::finish(bool durable) {
  text_.finish(durable);
  mentions_.finish(durable);
  names_.finish(durable);
  signatures_.finish(durable);
}

Segment::Segment(const std::filesystem::path& generation, const SegmentEntry& entry)
    : entry_(entry),
      text_(column_path(generation, entry.number, "text")),
      mentions_(column_path(generation, entry.number, "mentions")),
      names_(column_path(generation, entry.number, "names")),
      signatures_(column_path(generation, entry.number, "signatures")) {
  if (text_.rows() != entry.rows || mentions_.rows() != entry.rows || names_.rows() != entry.rows ||
      signatures_.rows() != entry.rows) {
    throw Error(ErrorCode::kIndexCorrupt,
                "a column of the index is damaged; rebuild it with ksearch index --rebuild");
  }
}

std::string_view Segment::text(std::uint32_t document) const {
  return text_.row(document - entry_.first_document);
}

std::string_view Segment::mentions(std::uint32_t document) const {
  return mentions_.row(document - entry_.first_document);
}

std::string_view Segment::names(std::uint32_t document) const {
  return names_.row(document - entry_.first_document);
}

std::string_view Segment::signature(std::uint32_t document) const {
  return signatures_.row(document - entry_.first_document);
}

bool Segment::sound() const {
  return text_.sound() && mentions_.sound() && names_.sound() && signatures_.sound();
}

}  // namespace ksearch
