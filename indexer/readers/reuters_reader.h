#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads the SGML of the Reuters-21578 collection (.sgm, .sgml): each <REUTERS> element is a
/// document, place "story NEWID". Topics, places, people, organisations, exchanges and companies
/// are metadata. Memory is bounded by the longest story, at most 64 MiB.
class ReutersReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "sgml"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
