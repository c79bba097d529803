#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads JSON Lines (.jsonl, .ndjson): one object a line, one document each by JsonRecordReader,
/// `member` "line N". Memory is bounded by the longest line, at most 64 MiB.
class JsonLinesReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "json"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
