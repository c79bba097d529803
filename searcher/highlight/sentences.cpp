// From a place in a text to the sentences around it.
//
// The run of lines around the place is cut into blocks first. A line end is soft, and part of a
// block, when the next line goes on with a small letter, or when the run is text broken to a width
// (no line beyond 100 characters) and the next line's first word would not have fitted any more.
// Every other line end separates blocks, so that headlines and captions, which have no full stop,
// never run into the sentence after them. Then ICU finds sentences in each block.

#include "searcher/highlight/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>

#include "common/analysis/code_points.h"
#include "common/analysis/icu_error.h"

namespace ksearch::highlight {
namespace {

/// How far from a place its block is followed. No sentence that could be shown is that long.
constexpr std::size_t kReachBytes = 4096;
/// Width of text that was broken into lines: between what a list has and what a paragraph has.
constexpr std::size_t kMinWidth = 40;
constexpr std::size_t kMaxWidth = 100;

/// Words whose full stop does not end a sentence.
constexpr std::array<std::string_view, 31> kAbbreviations = {
    "Mr",  "Mrs", "Ms",  "Dr",  "Prof", "Gen", "Lt",  "Col",  "Sgt", "Capt", "Cmdr",
    "Maj", "Adm", "Sen", "Rep", "Gov",  "Rev", "Hon", "St",   "Mt",  "Nr",   "vs",
    "bzw", "ca",  "vgl", "Vgl", "им",   "ул",  "тов", "проф", "ген"};

constexpr std::string_view kWhite = " \t\n\v\f\r";

/// A UText over UTF-8, closed at the end of the scope.
class Utf8Text {
 public:
  explicit Utf8Text(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    check_icu(status, "reading text");
  }
  ~Utf8Text() { utext_close(&text_); }
  Utf8Text(const Utf8Text&) = delete;
  Utf8Text& operator=(const Utf8Text&) = delete;
  UText* get() { return &text_; }

 private:
  UText text_ = UTEXT_INITIALIZER;
};

bool is_category(char32_t c, std::uint32_t mask) {
  return (mask >> u_charType(static_cast<UChar32>(c)) & 1) != 0;
}

char32_t code_point_at(std::string_view text, std::size_t pos) {
  return next_code_point(text, pos);
}

/// Whether a line or sentence ends as prose does, closing quotes and brackets aside.
bool ends_sentence(std::string_view text) {
  while (!text.empty()) {
    std::size_t end = text.size();
    const char32_t c = previous_code_point(text, end);
    constexpr std::uint32_t kClosing = U_GC_PE_MASK | U_GC_PF_MASK | U_GC_PI_MASK;
    if (c != '"' && c != '\'' && !is_category(c, kClosing)) {
      return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_S_TERM) != 0 || c == 0x2026;
    }
    text = text.substr(0, end);
  }
  return false;
}

/// Whether the sentence's full stop belongs to an initial ("V.", "U.S.") or an abbreviation
/// ("Mr.").
bool ends_with_abbreviation(std::string_view sentence) {
  if (!sentence.ends_with('.')) return false;
  sentence.remove_suffix(1);
  const std::size_t before = sentence.find_last_of(" .(\"'-");
  const std::string_view word = sentence.substr(before == std::string_view::npos ? 0 : before + 1);
  if (word.empty()) return false;
  std::size_t first = 0;
  const bool is_capital = is_category(next_code_point(word, first), U_GC_LU_MASK);
  if (is_capital && first == word.size()) return true;
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
}

bool starts_small(std::string_view text) {
  return !text.empty() && is_category(code_point_at(text, 0), U_GC_LL_MASK);
}

bool is_inside(std::span<const Span> whole, std::size_t pos) {
  const auto after =
      std::upper_bound(whole.begin(), whole.end(), pos,
                       [](std::size_t p, const Span& span) { return p <= span.begin; });
  // Spans may overlap: an earlier one can reach farther than the last.
  for (auto it = after; it != whole.begin() && after - it < 8;) {
    --it;
    if (it->begin < pos && pos < it->end) return true;
  }
  return false;
}

/// The part of the text between barriers that holds `pos`.
Span region_around(std::string_view text, std::size_t pos, const Barriers& barriers) {
  Span region{0, text.size()};
  for (const Span& barrier : barriers) {
    if (barrier.begin <= pos && pos < barrier.end) return barrier;
    if (barrier.end <= pos) region.begin = std::max(region.begin, barrier.end);
    if (barrier.begin > pos) region.end = std::min(region.end, barrier.begin);
  }
  return region;
}

/// The line that holds `pos`; of a very long one the words around it.
Span line_around(std::string_view text, std::size_t pos, Span region) {
  const auto is_white = [&](std::size_t at) {
    return kWhite.find(text[at]) != std::string_view::npos;
  };
  Span line{pos, pos};
  while (line.begin > region.begin && text[line.begin - 1] != '\n' &&
         pos - line.begin < kReachBytes) {
    --line.begin;
  }
  while (line.end < region.end && text[line.end] != '\n' && line.end - pos < kReachBytes)
    ++line.end;
  if (line.begin > region.begin && text[line.begin - 1] != '\n') {
    const std::size_t cut = line.begin;
    while (line.begin < pos && !is_white(line.begin)) ++line.begin;
    if (line.begin == pos) line.begin = cut;
    while (line.begin < pos && is_trail_byte(text[line.begin])) ++line.begin;
  }
  if (line.end < region.end && text[line.end] != '\n') {
    const std::size_t cut = line.end;
    while (line.end > pos && !is_white(line.end)) --line.end;
    if (line.end == pos) line.end = cut;
    while (line.end > pos && is_trail_byte(text[line.end])) --line.end;
  }
  return line;
}

bool is_blank(std::string_view text, Span line) {
  return text.substr(line.begin, line.size()).find_first_not_of(kWhite) == std::string_view::npos;
}

/// The lines around `pos` up to blank ones.
std::vector<Span> lines_around(std::string_view text, std::size_t pos, Span region) {
  std::vector<Span> lines;
  const Span own = line_around(text, pos, region);
  Span line = own;
  while (line.begin > region.begin && text[line.begin - 1] == '\n' &&
         pos - line.begin < kReachBytes) {
    const Span previous = line_around(text, line.begin - 1, region);
    if (is_blank(text, previous)) break;
    lines.push_back(line = previous);
  }
  std::reverse(lines.begin(), lines.end());
  lines.push_back(line = own);
  while (line.end < region.end && text[line.end] == '\n' && line.end - pos < kReachBytes) {
    const std::size_t begin = line.end + 1;
    if (begin == region.end) break;
    const Span next = line_around(text, begin, region);
    if (is_blank(text, next)) break;
    lines.push_back(line = next);
  }
  return lines;
}

/// Whether the end of `line` is only there because `next` did not fit into `width`.
bool is_soft_end(std::string_view text, Span line, Span next, std::size_t width) {
  const std::string_view upper = text.substr(line.begin, line.size());
  const std::string_view lower = text.substr(next.begin, next.size());
  if (starts_small(lower) && !ends_sentence(upper)) return true;
  if (width < kMinWidth || width > kMaxWidth) return false;
  const std::string_view first_word = lower.substr(0, lower.find_first_of(kWhite));
  return code_point_count(upper) + 1 + code_point_count(first_word) > width;
}

}  // namespace

struct SentenceSplitter::Iterators {
  std::unique_ptr<icu::BreakIterator> sentences;
  std::unique_ptr<icu::BreakIterator> graphemes;

  Iterators() {
    UErrorCode status = U_ZERO_ERROR;
    sentences.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
    graphemes.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    check_icu(status, "loading the rules for sentences");
  }
};

SentenceSplitter::SentenceSplitter() = default;
SentenceSplitter::~SentenceSplitter() = default;
SentenceSplitter::SentenceSplitter(SentenceSplitter&&) noexcept = default;
SentenceSplitter& SentenceSplitter::operator=(SentenceSplitter&&) noexcept = default;

SentenceSplitter::Iterators& SentenceSplitter::iterators() {
  if (!iterators_) iterators_ = std::make_unique<Iterators>();
  return *iterators_;
}

Span trimmed(std::string_view text, Span span) {
  const auto is_space = [](char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c < 0x20;
  };
  const std::string_view part = text.substr(0, span.end);
  while (span.begin < span.end) {
    std::size_t next = span.begin;
    if (!is_space(next_code_point(part, next))) break;
    span.begin = next;
  }
  while (span.begin < span.end) {
    std::size_t end = span.end;
    if (!is_space(previous_code_point(part, end)) || end < span.begin) break;
    span.end = end;
  }
  return span;
}

Block SentenceSplitter::block_around(std::string_view text, std::size_t pos,
                                     const Barriers& barriers, std::span<const Span> whole) {
  std::vector<Span> lines = lines_around(text, pos, region_around(text, pos, barriers));
  std::size_t width = 0;
  for (Span& line : lines) {
    line = trimmed(text, line);
    width = std::max(width, code_point_count(text.substr(line.begin, line.size())));
  }
  const auto goes_on_after = [&](std::size_t line) {
    return is_inside(whole, lines[line + 1].begin) ||
           is_soft_end(text, lines[line], lines[line + 1], width);
  };
  std::size_t first = 0;
  while (first + 1 < lines.size() && lines[first + 1].begin <= pos) ++first;
  std::size_t last = first;
  while (first > 0 && goes_on_after(first - 1)) --first;
  while (last + 1 < lines.size() && goes_on_after(last)) ++last;
  const Span span{lines[first].begin, lines[last].end};
  return {span, sentences_of(text, span, whole),
          ends_sentence(text.substr(span.begin, span.size()))};
}

std::vector<Span> SentenceSplitter::sentences_of(std::string_view text, Span lines,
                                                 std::span<const Span> whole) {
  buffer_.assign(text.substr(lines.begin, lines.size()));
  for (char& c : buffer_) {
    // ICU ends sentences at line ends; here they are soft.
    if (kWhite.find(c) != std::string_view::npos) c = ' ';
  }
  Utf8Text source(buffer_);
  UErrorCode status = U_ZERO_ERROR;
  icu::BreakIterator& iterator = *iterators().sentences;
  iterator.setText(source.get(), status);
  check_icu(status, "finding sentences");
  std::vector<Span> sentences;
  std::size_t begin = 0;
  for (std::int32_t at = iterator.next(); at != icu::BreakIterator::DONE; at = iterator.next()) {
    const auto end = static_cast<std::size_t>(at);
    const Span sentence = trimmed(buffer_, {begin, end});
    const std::string_view words =
        std::string_view(buffer_).substr(sentence.begin, sentence.size());
    const bool goes_on = end < buffer_.size() &&
                         (is_inside(whole, lines.begin + end) || ends_with_abbreviation(words) ||
                          starts_small(std::string_view(buffer_).substr(end)));
    if (goes_on) continue;
    if (!sentence.empty()) {
      sentences.push_back({lines.begin + sentence.begin, lines.begin + sentence.end});
    }
    begin = end;
  }
  return sentences;
}

bool SentenceSplitter::is_grapheme_boundary(std::string_view text, std::size_t pos) {
  if (pos == 0 || pos >= text.size()) return true;
  // A cluster is rarely longer than a few code points; a window of the text decides.
  constexpr std::size_t kAround = 64;
  std::size_t begin = pos > kAround ? pos - kAround : 0;
  while (begin < pos && is_trail_byte(text[begin])) ++begin;
  std::size_t end = std::min(text.size(), pos + kAround);
  while (end > pos && end < text.size() && is_trail_byte(text[end])) --end;
  Utf8Text source(text.substr(begin, end - begin));
  UErrorCode status = U_ZERO_ERROR;
  icu::BreakIterator& iterator = *iterators().graphemes;
  iterator.setText(source.get(), status);
  check_icu(status, "finding characters");
  return iterator.isBoundary(static_cast<std::int32_t>(pos - begin)) != 0;
}

}  // namespace ksearch::highlight
