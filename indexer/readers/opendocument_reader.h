#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads OpenDocument: texts (.odt), sheets (.ods) with tabs between cells, slides (.odp), each of
/// which is a page of the document. Deleted passages and remarks are left out; a row or cell that
/// is repeated is read once.
class OpenDocumentReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "opendocument"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
