#pragma once

#include "indexer/readers/reader_registry.h"
#include "ksearch/document.h"

namespace ksearch {

/// Reads files of one mail message (.eml; also files of other names that begin as one, as in a
/// maildir) by read_mail_message().
class EmailReader final : public DocumentReader {
 public:
  /// `members` reads the attachments; it must outlive the reader.
  explicit EmailReader(const ReaderRegistry& members) : members_(members) {}

  [[nodiscard]] std::string_view name() const override { return "email"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;

 private:
  const ReaderRegistry& members_;
};

}  // namespace ksearch
