#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"
#include "ksearch/searcher.h"
#include "ksearch/span.h"

namespace ksearch::cli {

/// A document for a person to read: headline, origin, text. Lines are wrapped where the terminal
/// has a width; parts that belong to the site are dim.
class DocumentText {
 public:
  /// `document` is as TextSink::begin() has it; all must outlive this object. `details` adds
  /// its further keys.
  DocumentText(const StoredDocument& document, const Terminal& terminal, bool details);

  /// What stands above the text, with an empty line after it.
  [[nodiscard]] std::string head() const;
  /// The next piece of the text, which is what TextSink::text() gets.
  [[nodiscard]] std::string piece(std::string_view text, const std::vector<Span>& highlights);
  /// What ends the last line where the text does not.
  [[nodiscard]] std::string end() const;

 private:
  const StoredDocument& stored_;
  Palette palette_;
  std::size_t width_;
  bool links_;
  bool details_;
  std::size_t done_ = 0;       ///< bytes of the text so far
  std::size_t furniture_ = 0;  ///< the first one that does not end before them
  bool in_line_ = false;       ///< whether the last line is not ended
};

}  // namespace ksearch::cli
