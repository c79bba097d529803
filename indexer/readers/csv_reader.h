#pragma once

#include "ksearch/document.h"

namespace ksearch {

/// Reads tables as text (.csv, .tsv, .tab; RFC 4180): the first row has the names of the columns,
/// each other row is a document with the place "row N", the header being row 1. Columns named as
/// the keys of JSON Lines fill the same fields, in any case of letters, and several authors are
/// divided by semicolons; all others are metadata. In a table with neither title nor text the text
/// of a row is "name: value", a line for each column. A row with another number of fields than the
/// header is skipped. The delimiter (comma, semicolon, tab, vertical bar) is found out; a first
/// line "sep=;" says it. Memory is bounded by the longest row, at most 64 MiB.
class CsvReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "csv"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

}  // namespace ksearch
