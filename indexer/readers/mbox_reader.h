#pragma once

#include "indexer/readers/isolated_format.h"
#include "indexer/readers/reader_registry.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads files of many messages (.mbox, .mbx, and files of other names that begin as one): each
/// message, and each attachment, is a document, the place "message N". The id of a message is its
/// Message-ID, since its place changes when others are deleted. Memory is bounded by the longest
/// message, at most 64 MiB.
class MboxReader final : public IsolatedFormatReader {
 public:
  /// `members` reads the attachments; it must outlive the reader.
  explicit MboxReader(const ReaderRegistry& members)
      : IsolatedFormatReader(IsolatedFormat::kMbox), members_(members) {}

  void read(const ReaderInput& input, DocumentSink& sink) const override;

 private:
  const ReaderRegistry& members_;
};

}  // namespace ksearch
