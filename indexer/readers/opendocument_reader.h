#pragma once

#include "indexer/readers/isolated_format.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads OpenDocument: texts (.odt), sheets (.ods) with tabs between cells, slides (.odp), each of
/// which is a page of the document. Deleted passages and remarks are left out; a row or cell that
/// is repeated is read once.
class OpenDocumentReader final : public IsolatedFormatReader {
 public:
  OpenDocumentReader() : IsolatedFormatReader(IsolatedFormat::kOpenDocument) {}
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
