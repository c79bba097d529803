#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads EPUB books: one document with the text of all chapters in reading order; title, authors,
/// date and language are those of the book's own metadata.
class EpubReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "epub"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
