#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/readers/reader_registry.h"
#include "ksearch/document.h"

namespace ksearch {

/// Containers inside each other that are read: a mail in an archive in a mail is three. More is
/// rarely meant to be read.
inline constexpr unsigned kDeepestContainer = 4;

/// A part of an input that is read as if it were a file: an attachment, a captured page, a file of
/// an archive.
struct Member {
  std::string name;       ///< its place, as shown: "plan.pdf"
  std::string file_name;  ///< what its reader is chosen by, see member_file_name()
  std::string bytes;
  std::string charset;  ///< as the container declares it, for text only; else empty
  std::optional<std::chrono::sys_seconds> modified;  ///< a date of last resort
  /// Adds what the container knows to each document of it; may be empty.
  std::function<void(Document&)> complete;
};

/// Makes what a member's reader finds that of the container: its path, and places that begin with
/// the member's name. References must outlive the sink.
class MemberSink final : public DocumentSink {
 public:
  MemberSink(const ReaderInput& container, std::string name, DocumentSink& sink)
      : container_(container), name_(std::move(name)), sink_(sink) {}

  void add(Document document) override;
  void skip(SkippedDocument skipped) override { sink_.skip(of_container(std::move(skipped))); }
  void warn(const SkippedDocument& warning) override { sink_.warn(of_container(warning)); }
  void ignore(const SkippedDocument& ignored) override { sink_.ignore(of_container(ignored)); }

 private:
  [[nodiscard]] SkippedDocument of_container(SkippedDocument inner) const;

  const ReaderInput& container_;
  std::string name_;
  DocumentSink& sink_;
};

/// Reads a member by the reader that the registry chooses for it. Its documents are of the
/// container's path and source, their places begin with the member's name ("data.csv/row 3"). What
/// nobody reads is ignored with its reason; what cannot be read is skipped, and nothing is thrown.
void read_member(const ReaderRegistry& readers, const ReaderInput& container, const Member& member,
                 DocumentSink& sink);

/// The extension that files of a media type have ("html" for "text/html"); empty for types that
/// tell nothing ("application/octet-stream") or are unknown. Parameters do not count.
[[nodiscard]] std::string_view extension_of_media_type(std::string_view media_type);

/// The name to choose a reader by: that of the file when it has an extension, else one with the
/// extension of the media type.
[[nodiscard]] std::string member_file_name(std::string_view file_name, std::string_view media_type);

/// "outer/inner", or the one of the two that is not empty.
[[nodiscard]] std::string joined_member(std::string_view outer, std::string_view inner);

}  // namespace ksearch
