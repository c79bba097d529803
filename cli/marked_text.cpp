// Greedy line breaking: the text is cut at every break opportunity of UAX #14 (ICU), and pieces are
// added to a line while they fit. The spaces that end a piece may hang over the margin; they are
// dropped where a line ends.
#include "cli/marked_text.h"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "ksearch/error.h"

namespace ksearch::cli {
namespace {

/// Reads the code point at `offset` and moves on; negative for bytes that are not UTF-8.
UChar32 next_code_point(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 code_point = 0;
  U8_NEXT(bytes, offset, text.size(), code_point);
  return code_point;
}

bool is_bidi_control(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_shown_as_escape(UChar32 c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || is_bidi_control(c);
}

std::size_t width_of(UChar32 c) {
  if (c >= 0x20 && c < 0x7F) return 1;
  constexpr UChar32 kSoftHyphen = 0xAD;
  if (c == kSoftHyphen) return 1;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const bool is_joining_jamo = c >= 0x1160 && c <= 0x11FF;
  if (is_joining_jamo) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// Ends of the pieces between break opportunities, the end of the text last.
std::vector<std::size_t> break_offsets(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createLineInstance(icu::Locale::getRoot(), status));
  UText* utext = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  const std::unique_ptr<UText, decltype(&utext_close)> owner(utext, utext_close);
  if (U_FAILURE(status)) {
    throw Error(ErrorCode::kInternal, "line breaking is not available from ICU");
  }
  iterator->setText(utext, status);
  std::vector<std::size_t> offsets;
  iterator->first();
  for (int32_t at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    offsets.push_back(static_cast<std::size_t>(at));
  }
  return offsets;
}

std::string_view without_end_spaces(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \n");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

MarkedText slice(const MarkedText& source, Span part) {
  MarkedText result{source.text.substr(part.begin, part.size()), {}};
  auto mark = std::ranges::upper_bound(source.marks, part.begin, {}, &Span::end);
  if (part.begin == part.end) return result;  // a mark may run across, none stands here
  for (; mark != source.marks.end() && mark->begin < part.end; ++mark) {
    const std::size_t begin = std::max(mark->begin, part.begin);
    const std::size_t end = std::min(mark->end, part.end);
    result.marks.push_back({begin - part.begin, end - part.begin});
  }
  return result;
}

/// Length of the longest beginning of `text` of at most `width` columns; at least one character.
std::size_t fitting_prefix(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t offset = 0;
  while (offset < text.size()) {
    std::size_t next = offset;
    const std::size_t columns = width_of(next_code_point(text, next));
    if (used + columns > width && offset > 0) break;
    used += columns;
    offset = next;
  }
  return offset;
}

}  // namespace

MarkedText printable(std::string_view text, const std::vector<Span>& marks, Lines lines) {
  MarkedText result;
  result.text.reserve(text.size());
  auto mark = marks.begin();
  bool open = false;
  const auto close_and_open = [&](std::size_t offset) {
    if (open && offset >= mark->end) {
      result.marks.back().end = result.text.size();
      open = false;
      ++mark;
    }
    if (!open && mark != marks.end() && offset >= mark->begin && offset < mark->end) {
      result.marks.push_back({result.text.size(), result.text.size()});
      open = true;
    }
  };
  for (std::size_t offset = 0; offset < text.size();) {
    close_and_open(offset);
    const std::size_t begin = offset;
    const UChar32 c = next_code_point(text, offset);
    if (c < 0) {
      for (const char byte : text.substr(begin, offset - begin)) {
        result.text += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
      }
    } else if (c == '\n' || c == '\t') {
      result.text += lines == Lines::kKeep ? static_cast<char>(c) : ' ';
    } else if (is_shown_as_escape(c)) {
      result.text += c < 0x100 ? fmt::format("\\x{:02x}", c) : fmt::format("\\u{:04x}", c);
    } else {
      result.text += text.substr(begin, offset - begin);
    }
  }
  if (open) result.marks.back().end = result.text.size();
  return result;
}

std::string printable(std::string_view text, Lines lines) {
  return printable(text, {}, lines).text;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    width += width_of(next_code_point(text, offset));
  }
  return width;
}

std::vector<MarkedText> wrap(const MarkedText& source, std::size_t width) {
  const std::string_view text = source.text;
  if (width == Terminal::kUnlimited && text.find('\n') == std::string_view::npos) return {source};

  std::vector<MarkedText> lines;
  std::size_t line_begin = 0;
  std::size_t used = 0;
  const auto end_line = [&](std::size_t end) {
    const std::string_view kept = without_end_spaces(text.substr(line_begin, end - line_begin));
    lines.push_back(slice(source, {line_begin, line_begin + kept.size()}));
    line_begin = end;
    used = 0;
  };
  std::size_t begin = 0;
  for (const std::size_t end : break_offsets(text)) {
    const std::string_view piece = text.substr(begin, end - begin);
    const std::size_t columns = display_width(without_end_spaces(piece));
    if (used > width || (used > 0 && columns > width - used)) end_line(begin);
    while (display_width(without_end_spaces(text.substr(begin, end - begin))) > width) {
      begin += fitting_prefix(text.substr(begin, end - begin), width);
      end_line(begin);
    }
    used += display_width(text.substr(begin, end - begin));
    begin = end;
    if (text[end - 1] == '\n') end_line(end);
  }
  if (line_begin < text.size() || lines.empty()) end_line(text.size());
  return lines;
}

std::string shorten(std::string_view text, std::size_t width) {
  if (width == Terminal::kUnlimited || display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  const std::size_t kept = width == 1 ? 0 : fitting_prefix(text, width - 1);
  return std::string(without_end_spaces(text.substr(0, kept))) + "…";
}

std::string paint(const MarkedText& text, const Palette& palette, std::string_view base) {
  if (palette.reset.empty()) return text.text;
  std::string result;
  std::size_t done = 0;
  const auto add = [&](std::string_view part, std::string_view style) {
    if (part.empty()) return;
    result += style;
    result += part;
    if (!style.empty()) result += palette.reset;
  };
  const std::string_view all = text.text;
  for (const Span mark : text.marks) {
    add(all.substr(done, mark.begin - done), base);
    add(all.substr(mark.begin, mark.size()), palette.match);
    done = mark.end;
  }
  add(all.substr(done), base);
  return result;
}

std::string paint(std::string_view text, const Palette& palette, std::string_view base) {
  return paint(MarkedText{std::string(text), {}}, palette, base);
}

}  // namespace ksearch::cli
