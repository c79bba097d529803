#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads one mail message (.eml; also files of other names that begin as one, as in a maildir):
/// title is the subject, authors the senders, text the plain text, else the HTML as text, of all
/// parts that are no attachments; quoted replies stay. To, Cc, the message's id and the names of
/// attachments are metadata. Whatever is broken is read as far as it goes; a message without text
/// and subject is skipped.
class EmailReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "email"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
