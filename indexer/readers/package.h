#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "ksearch/document.h"

namespace ksearch {

/// A document that is a ZIP file of XML parts: Office Open XML, OpenDocument, EPUB. Only the parts
/// that may hold text are unpacked.
class Package {
 public:
  /// Reads all of `input`. Throws Error(kIo) when it is no ZIP file, damaged, or unpacks to more
  /// than a document may hold.
  explicit Package(const ReaderInput& input);

  /// The bytes of a part; null when there is none.
  [[nodiscard]] const std::string* part(std::string_view name) const;
  /// A part as XML as far as it can be parsed; empty when there is none. Entities that the part
  /// declares stay as they are, so none expands and none reads a file.
  [[nodiscard]] pugi::xml_document xml(std::string_view name) const;

  /// Targets of the relations of an Office Open XML part, by id.
  struct Relation {
    std::string type;    ///< the last part of its URI: "slide"
    std::string target;  ///< name of a part
  };
  [[nodiscard]] std::map<std::string, Relation> relations(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> parts_;
};

/// The name of an element or attribute without its prefix.
[[nodiscard]] std::string_view local_name(const char* name);

/// The part of a package that `target` means in a part of the folder `folder`.
[[nodiscard]] std::string resolved_part(std::string_view folder, std::string_view target);

/// Fills in title, authors, date and language from the Dublin Core elements inside `metadata`, and
/// path, source and type. A date that cannot be read is reported to `sink`.
void complete_from_metadata(const pugi::xml_node& metadata, const ReaderInput& input,
                            DocumentSink& sink, Document& document);

/// Gives a finished document to `sink`, or skips one without text.
void add_or_skip(Document document, const ReaderInput& input, DocumentSink& sink);

}  // namespace ksearch
