#pragma once

#include "indexer/readers/isolated_format.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads feeds: RSS 2.0 and its forerunners, RSS 1.0, and Atom (.rss, .atom, .rdf, .xml, confirmed
/// by the root element). Each item is a document: its full text, else its summary, without mark-up;
/// source is the feed's title, id the item's own. The place is "item N". What is not well-formed is
/// read as far as it goes, with a warning.
class FeedReader final : public IsolatedFormatReader {
 public:
  FeedReader() : IsolatedFormatReader(IsolatedFormat::kFeed) {}
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
