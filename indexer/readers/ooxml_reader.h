#pragma once

#include "indexer/readers/isolated_format.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads Office Open XML: texts (.docx, .docm) with footnotes and comments but without deleted
/// passages, sheets (.xlsx, .xlsm) with tabs between cells, slides (.pptx, .pptm) with their notes.
/// A slide is a page of the document.
class OoxmlReader final : public IsolatedFormatReader {
 public:
  OoxmlReader() : IsolatedFormatReader(IsolatedFormat::kOoxml) {}
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
