#pragma once

#include "indexer/readers/isolated_format.h"
#include "indexer/readers/reader_registry.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads web archives (.warc, .warc.gz; WARC 1.0 and 1.1, ISO 28500): each response with status
/// 200, resource and conversion record is read by the reader of its media type. `url` is the
/// address it was fetched from, the time of capture is the date of last resort, the place is the
/// record's id. Media types that nobody reads, and other responses, are ignored. An archive that is
/// cut off or damaged is read up to there, which is reported. Memory is bounded by the largest
/// record, of at most 64 MiB; larger ones are skipped.
class WarcReader final : public IsolatedFormatReader {
 public:
  /// `members` reads the captured pages; it must outlive the reader.
  explicit WarcReader(const ReaderRegistry& members)
      : IsolatedFormatReader(IsolatedFormat::kWarc), members_(members) {}

  void read(const ReaderInput& input, DocumentSink& sink) const override;

 private:
  const ReaderRegistry& members_;
};

}  // namespace ksearch
