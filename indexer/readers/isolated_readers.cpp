#include "indexer/readers/isolated_readers.h"

#include "indexer/readers/archive_reader.h"
#include "indexer/readers/email_reader.h"
#include "indexer/readers/epub_reader.h"
#include "indexer/readers/feed_reader.h"
#include "indexer/readers/html_reader.h"
#include "indexer/readers/mbox_reader.h"
#include "indexer/readers/news_xml_reader.h"
#include "indexer/readers/ooxml_reader.h"
#include "indexer/readers/opendocument_reader.h"
#include "indexer/readers/pdf_reader.h"
#include "indexer/readers/warc_reader.h"

namespace ksearch {

std::unique_ptr<DocumentReader> make_isolated_reader(IsolatedFormat format,
                                                     const ReaderRegistry& members) {
  switch (format) {
    case IsolatedFormat::kPdf:
      return std::make_unique<PdfReader>();
    case IsolatedFormat::kOoxml:
      return std::make_unique<OoxmlReader>();
    case IsolatedFormat::kOpenDocument:
      return std::make_unique<OpenDocumentReader>();
    case IsolatedFormat::kEpub:
      return std::make_unique<EpubReader>();
    case IsolatedFormat::kWarc:
      return std::make_unique<WarcReader>(members);
    case IsolatedFormat::kArchive:
      return std::make_unique<ArchiveReader>(members);
    case IsolatedFormat::kFeed:
      return std::make_unique<FeedReader>();
    case IsolatedFormat::kNewsXml:
      return std::make_unique<NewsXmlReader>();
    case IsolatedFormat::kHtml:
      return std::make_unique<HtmlReader>();
    case IsolatedFormat::kMbox:
      return std::make_unique<MboxReader>(members);
    case IsolatedFormat::kEmail:
      return std::make_unique<EmailReader>(members);
  }
  return std::make_unique<IsolatedFormatReader>(format);
}

}  // namespace ksearch
