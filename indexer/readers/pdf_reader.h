#pragma once

#include "indexer/readers/isolated_format.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads PDF files: one document with the text of all pages in reading order, and where each page
/// begins in it. Title, authors and date are those of the file's own metadata. Files with a
/// password, and those without text (scanned pages), are skipped with that reason.
class PdfReader final : public IsolatedFormatReader {
 public:
  PdfReader() : IsolatedFormatReader(IsolatedFormat::kPdf) {}
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
