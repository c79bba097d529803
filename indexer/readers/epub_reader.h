#pragma once

#include "indexer/readers/isolated_format.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads EPUB books: one document with the text of all chapters in reading order; title, authors,
/// date and language are those of the book's own metadata.
class EpubReader final : public IsolatedFormatReader {
 public:
  EpubReader() : IsolatedFormatReader(IsolatedFormat::kEpub) {}
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
