#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads JSON Lines (.jsonl, .ndjson): one object a line, one document each, `member` "line N".
///
/// Keys: id (string or number), title, text or body, url, date or published (a timestamp or seconds
/// since 1970), language, source, author or authors (a string, objects with a name, or a list).
/// Every other key is kept as metadata in the record's order, nested values as JSON; so is a value
/// that cannot be used, such as a bad date, with a warning. A line that is no object, and a record
/// without text and title, are skipped. Memory is bounded by the longest line, at most 64 MiB.
class JsonLinesReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "json"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
