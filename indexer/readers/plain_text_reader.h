#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads plain text (.txt, .text, or text without an extension): one document whose text is the
/// whole file, byte for byte when it is UTF-8. The title is the first line that reads like a
/// headline, the name of the paper and the like passed over; the authors are those of a by-line;
/// the date is that of a dateline in the first lines, else one in the file's name, else the file's
/// own. What a saved page has around its story is marked as furniture.
class PlainTextReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "text"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
