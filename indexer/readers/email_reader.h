#pragma once

#include "indexer/readers/isolated_format.h"
#include "indexer/readers/reader_registry.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads files of one mail message (.eml; also files of other names that begin as one, as in a
/// maildir) by read_mail_message().
class EmailReader final : public IsolatedFormatReader {
 public:
  /// `members` reads the attachments; it must outlive the reader.
  explicit EmailReader(const ReaderRegistry& members)
      : IsolatedFormatReader(IsolatedFormat::kEmail), members_(members) {}

  void read(const ReaderInput& input, DocumentSink& sink) const override;

 private:
  const ReaderRegistry& members_;
};

}  // namespace ksearch
