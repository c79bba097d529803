#pragma once

#include "indexer/readers/isolated_format.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads the XML of news agencies (.xml, .nitf, .newsml, confirmed by the root element): NITF,
/// NewsML 1 and NewsML-G2 of the IPTC, and the <newsitem> of Reuters' corpora. Each item is a
/// document: headline, by-lines, date, language, provider, and the text of its body; place "item N"
/// when there are several. What is not well-formed is read as far as it goes, with a warning.
class NewsXmlReader final : public IsolatedFormatReader {
 public:
  NewsXmlReader() : IsolatedFormatReader(IsolatedFormat::kNewsXml) {}
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
