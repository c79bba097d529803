#pragma once

#include <string>
#include <string_view>

#include "ksearch/document.h"

namespace ksearch {

/// Reads RTF (.rtf, and files that begin as such): the text without formatting, pictures, notes of
/// the program and deleted passages; title, author and date of its properties. A headline-like
/// first line is the title when the properties give none.
class RtfReader final : public DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "rtf"; }
  [[nodiscard]] bool accepts(const ReaderInput& input) const override;
  void read(const ReaderInput& input, DocumentSink& sink) const override;
};

/// What an RTF file holds besides its looks, as valid UTF-8.
struct RtfContent {
  std::string text;  ///< a line for each paragraph; cells of a row divided by tabs
  std::string title;
  std::string author;
  std::string created;      ///< "2025-05-16T14:05", empty: not said
  bool is_cut_off = false;  ///< a group is not closed
};

/// Takes RTF apart (Microsoft's specification 1.9.1). Any bytes are read as far as they make sense.
[[nodiscard]] RtfContent parse_rtf(std::string_view rtf);

}  // namespace ksearch
