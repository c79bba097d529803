#include "indexer/long_title.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/utf8.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

/// The beginning of `text` with at most kMaxTitleChars code points, without the word that goes on
/// beyond it; all of them where there is no space (Chinese, Thai, one endless word).
std::string_view beginning(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t chars = 0; end < text.size() && chars < kMaxTitleChars; ++chars) {
    end += std::max<std::size_t>(utf8_sequence(text, end).length, 1);
  }
  if (end == text.size()) return text;
  const std::size_t space = text.substr(0, end + 1).find_last_of(" \t\r\n");
  return trimmed(text.substr(0, space == std::string_view::npos ? end : space));
}

/// Puts the title before the text, of which it becomes a part.
void move_title_into_text(Document& document) {
  constexpr std::string_view kParagraphEnd = "\n\n";
  const std::size_t shift = document.title.size() + kParagraphEnd.size();
  for (Span& span : document.furniture) span = {span.begin + shift, span.end + shift};
  for (std::size_t& begin : document.pages) begin += begin == 0 ? 0 : shift;
  document.title_span = Span{0, document.title.size()};
  document.text.insert(0, std::string(document.title).append(kParagraphEnd));
}

}  // namespace

void limit_title(Document& document) {
  if (code_point_count(document.title) <= kMaxTitleChars) return;
  const bool is_in_text = document.title_span && document.title_span->end <= document.text.size();
  if (!is_in_text) move_title_into_text(document);
  Span& span = *document.title_span;
  const std::string_view kept = beginning(slice(document.text, span));
  span.begin = static_cast<std::size_t>(kept.data() - document.text.data());
  span.end = span.begin + kept.size();
  document.title = collapsed(kept);
}

}  // namespace ksearch
