#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads JSON files (.json): an array of records, one record, several of these in a row, or an
/// envelope around a list of records (JsonRecordReader::read_envelope()). The place of a record is
/// "record N". Records are read one by one, so memory is bounded by the largest, at most 64 MiB.
class JsonReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "json"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
