#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads Markdown (.md, .markdown): one document whose text has no mark-up. Front matter gives
/// title, date (or published), author(s), source, language (or lang) and url; its other keys are
/// metadata. Without a title there the first heading is the title.
class MarkdownReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "markdown"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
