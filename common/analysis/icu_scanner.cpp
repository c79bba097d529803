#include "common/analysis/icu_scanner.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "common/analysis/code_points.h"
#include "common/analysis/icu_error.h"
#include "common/analysis/joiner.h"

// The window is decoded to UTF-16 without characters that nobody sees (soft hyphens, bidi marks),
// so that they cannot end a word; broken bytes become U+FFFD, which does. ICU's segments are then
// cut further at the joiners, about which ClusterBuilder decides.

namespace ksearch {
namespace {

constexpr char32_t kZeroWidthSpace = 0x200B;

UChar32 icu_char(char32_t c) { return static_cast<UChar32>(c); }

/// Whether a default-ignorable character still matters to segmentation: emoji are built with
/// joiners, variation selectors and tags.
bool builds_emoji(char32_t c) {
  return c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0020 && c <= 0xE007F);
}

/// Thai, Lao, Khmer and Burmese are written without spaces, and there a zero-width space is a word
/// boundary that somebody put in; anywhere else it is litter.
bool is_unspaced_script(char32_t c) {
  return u_getIntPropertyValue(icu_char(c), UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

bool is_invisible(char32_t c, char32_t before) {
  if (c < 0xAD) return false;
  if (c == kZeroWidthSpace) return !is_unspaced_script(before);
  return u_hasBinaryProperty(icu_char(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 &&
         !builds_emoji(c);
}

/// Symbols below, such as © and ™, are pictographs to Unicode and typography to readers.
constexpr char32_t kFirstPictograph = 0x2300;

bool starts_emoji(char32_t c) {
  const bool skin_tone = u_hasBinaryProperty(icu_char(c), UCHAR_EMOJI_MODIFIER) != 0;
  if (c < kFirstPictograph || skin_tone) return false;
  return u_hasBinaryProperty(icu_char(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
         u_hasBinaryProperty(icu_char(c), UCHAR_EMOJI_PRESENTATION) != 0 ||
         u_hasBinaryProperty(icu_char(c), UCHAR_REGIONAL_INDICATOR) != 0;
}

/// Characters that separate words wherever they stand, unless they are joiners. Not so low lines,
/// the middle dot of Catalan, and the quotation marks inside Hebrew acronyms, which ICU judges by
/// what is around them.
bool separates(char32_t c) {
  constexpr std::uint32_t kSeparators = (U_GC_P_MASK & ~U_GC_PC_MASK) | U_GC_SM_MASK |
                                        U_GC_SC_MASK | U_GC_SO_MASK | U_GC_NO_MASK | U_GC_Z_MASK |
                                        U_GC_CC_MASK;
  switch (c) {
    case '"':
    case 0x00B7:
    case 0x0387:
    case 0x05F3:
    case 0x05F4:
    case 0x2027:
      return false;
    default:
      return (U_GET_GC_MASK(icu_char(c)) & kSeparators) != 0;
  }
}

}  // namespace

struct IcuScanner::Iterator {
  std::unique_ptr<icu::BreakIterator> words;
  UText text = UTEXT_INITIALIZER;

  Iterator() {
    UErrorCode status = U_ZERO_ERROR;
    words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    check_icu(status, "making a word iterator");
  }
  Iterator(const Iterator&) = delete;
  Iterator& operator=(const Iterator&) = delete;
  ~Iterator() { utext_close(&text); }
};

IcuScanner::IcuScanner() : iterator_(std::make_unique<Iterator>()) {}
IcuScanner::~IcuScanner() = default;

void IcuScanner::scan(std::string_view text, Span window, AtomReader& atoms,
                      ClusterBuilder& clusters) {
  decode(text, window);
  UErrorCode status = U_ZERO_ERROR;
  utext_openUChars(&iterator_->text, units_.data(), static_cast<std::int64_t>(units_.size()),
                   &status);
  iterator_->words->setText(&iterator_->text, status);
  check_icu(status, "reading text");
  std::int32_t first = iterator_->words->first();
  for (std::int32_t last = iterator_->words->next(); last != icu::BreakIterator::DONE;
       last = iterator_->words->next()) {
    scan_segment(static_cast<std::size_t>(first), static_cast<std::size_t>(last), atoms, clusters);
    first = last;
  }
}

void IcuScanner::decode(std::string_view text, Span window) {
  units_.clear();
  spans_.clear();
  const std::string_view visible = text.substr(0, window.end);
  char32_t before = 0;
  for (std::size_t i = window.begin; i < window.end;) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(visible, i);
    if (is_invisible(c, before)) continue;
    append_utf16(c, units_);
    spans_.resize(units_.size(), {begin, i});
    before = c;
  }
}

void IcuScanner::scan_segment(std::size_t first, std::size_t last, AtomReader& atoms,
                              ClusterBuilder& clusters) {
  const auto bytes = [this](std::size_t begin, std::size_t end) {
    return Span{spans_[begin].begin, spans_[end - 1].end};
  };
  std::size_t unit = first;
  if (starts_emoji(next_code_point(units_, unit))) {
    atoms.read_emoji(bytes(first, last));
    return;
  }
  std::size_t atom = first;
  for (unit = first; unit < last;) {
    const std::size_t here = unit;
    const char32_t c = next_code_point(units_, unit);
    const Joiner joiner = joiner_of(c);
    if (joiner == Joiner::kNone && !separates(c)) continue;
    if (here > atom) atoms.read(bytes(atom, here));
    clusters.add_mark(joiner, spans_[here].end);
    atom = unit;
  }
  if (last > atom) atoms.read(bytes(atom, last));
}

}  // namespace ksearch
