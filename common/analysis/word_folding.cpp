#include "common/analysis/word_folding.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>

#include "common/analysis/code_points.h"
#include "common/analysis/icu_error.h"
#include "common/analysis/joiner.h"
#include "common/utf8.h"

// Nearly all text is made of letters whose folding does not depend on their neighbours. The code
// points below kTableEnd have it in a table that ICU fills, each block when it is first needed; a
// word with any other character is normalised as a whole by ICU. Stripping always goes code point
// by code point.

namespace ksearch {
namespace {

constexpr char32_t kTableEnd =
    0x590;  // after Armenian: Latin, Greek and Cyrillic as they are written

/// A few letters in UTF-8.
class ShortString {
 public:
  void assign(std::string_view s) {
    size_ = static_cast<std::uint8_t>(s.copy(bytes_.data(), bytes_.size()));
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 6> bytes_{};
  std::uint8_t size_ = 0;
};

struct Letter {
  ShortString folded;  ///< where is_plain
  ShortString stripped;
  char32_t first = 0;     ///< see first_letter_of_word()
  bool is_plain = false;  ///< see is_plain_letter()
  bool is_mark = false;
  bool loses_marks = false;  ///< whether marks that follow it fall
};

struct Normalizers {
  const icu::Normalizer2* nfkc_casefold;
  const icu::Normalizer2* nfd;
};

const Normalizers& normalizers() {
  static const Normalizers loaded = [] {
    UErrorCode status = U_ZERO_ERROR;
    const Normalizers n{icu::Normalizer2::getNFKCCasefoldInstance(status),
                        icu::Normalizer2::getNFDInstance(status)};
    check_icu(status, "loading normalisation data");
    return n;
  }();
  return loaded;
}

UChar32 icu_char(char32_t c) { return static_cast<UChar32>(c); }

bool is_mark(char32_t c) {
  return (U_GET_GC_MASK(icu_char(c)) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

bool loses_marks(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(icu_char(c), &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

/// Cyrillic letters that Unicode decomposes but alphabets count as letters of their own.
bool is_letter_with_mark(char32_t c) {
  return c == U'й' || c == U'ї' || c == U'ў' || c == U'ѓ' || c == U'ќ';
}

/// Plain letters for lower-case Latin letters that have no decomposition.
std::string_view plain_form(char32_t c) {
  struct Form {
    char32_t letter;
    std::string_view plain;
  };
  static constexpr Form kForms[] = {
      {U'æ', "ae"}, {U'œ', "oe"}, {U'ø', "o"}, {U'ł', "l"}, {U'đ', "d"}, {U'ð', "d"}, {U'þ', "th"},
      {U'ı', "i"},  {U'ȷ', "j"},  {U'ħ', "h"}, {U'ŧ', "t"}, {U'ŋ', "n"}, {U'ĸ', "k"}, {U'ƀ', "b"},
      {U'ɓ', "b"},  {U'ƈ', "c"},  {U'ȼ', "c"}, {U'ɖ', "d"}, {U'ɗ', "d"}, {U'ɇ', "e"}, {U'ƒ', "f"},
      {U'ǥ', "g"},  {U'ɠ', "g"},  {U'ɨ', "i"}, {U'ɉ', "j"}, {U'ƙ', "k"}, {U'ƚ', "l"}, {U'ɲ', "n"},
      {U'ɵ', "o"},  {U'ƥ', "p"},  {U'ɍ', "r"}, {U'ƭ', "t"}, {U'ʉ', "u"}, {U'ʋ', "v"}, {U'ƴ', "y"},
      {U'ɏ', "y"},  {U'ƶ', "z"}};
  for (const Form& form : kForms) {
    if (form.letter == c) return form.plain;
  }
  return {};
}

/// Appends what stripping leaves of a code point that is no mark.
void append_stripped_letter(char32_t c, std::string& out) {
  const auto append_plain = [&out](char32_t letter) {
    const std::string_view plain = plain_form(letter);
    if (plain.empty()) {
      append_utf8(out, letter);
    } else {
      out += plain;
    }
  };
  if (const std::int32_t digit = u_charDigitValue(icu_char(c)); digit >= 0) {
    out += static_cast<char>('0' + digit);
    return;
  }
  icu::UnicodeString parts;
  if (!loses_marks(c) || is_letter_with_mark(c) ||
      normalizers().nfd->getDecomposition(icu_char(c), parts) == 0) {
    append_plain(c);
    return;
  }
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(parts.char32At(i));
    if (!is_mark(part)) append_plain(part);
  }
}

/// Whether a character of a casefolded word stays in it.
bool belongs_to_a_word(char32_t c) {
  constexpr std::uint32_t kDropped =
      (U_GC_P_MASK & ~U_GC_PC_MASK) | U_GC_S_MASK | U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK;
  return joiner_of(c) == Joiner::kNone && (U_GET_GC_MASK(icu_char(c)) & kDropped) == 0;
}

/// The folded form of a word by ICU alone.
void append_folded_by_icu(std::string_view word, std::string& out) {
  constexpr char32_t kDotAbove = 0x0307;
  constexpr char32_t kTatweel = 0x0640;
  std::string casefolded;
  append_casefolded(word, casefolded);
  char32_t before = 0;
  bool base_stays = true;
  for_each_code_point(casefolded, [&](char32_t c, std::string_view bytes) {
    if (!is_mark(c)) base_stays = belongs_to_a_word(c);
    const bool turkish_dot = c == kDotAbove && before == U'i';
    if (base_stays && !turkish_dot && c != kTatweel) out += bytes;
    before = c;
  });
}

bool is_letter_or_digit(char32_t c) {
  return (U_GET_GC_MASK(icu_char(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

/// What stripping leaves of the first letter of `folded`; 0 if that is a mark.
char32_t first_stripped(std::string_view folded) {
  std::size_t next = 0;
  const char32_t c = next_code_point(folded, next);
  if (is_mark(c)) return 0;
  std::string stripped;
  append_stripped_letter(c, stripped);
  next = 0;
  return stripped.empty() ? 0 : next_code_point(stripped, next);
}

Letter make_letter(char32_t c) {
  Letter letter;
  std::string written;
  append_utf8(written, c);
  letter.is_mark = is_mark(c);
  letter.loses_marks = loses_marks(c);
  if (!letter.is_mark) {
    std::string stripped;
    append_stripped_letter(c, stripped);
    letter.stripped.assign(stripped);
  }
  std::string folded;
  append_folded_by_icu(written, folded);
  letter.folded.assign(folded);
  std::string casefolded;
  append_casefolded(written, casefolded);
  letter.is_plain = c >= 0x80 && folded == casefolded && joiner_of(c) == Joiner::kNone &&
                    normalizers().nfkc_casefold->hasBoundaryBefore(icu_char(c)) != 0 &&
                    u_getIntPropertyValue(icu_char(c), UCHAR_WORD_BREAK) == U_WB_ALETTER;
  if (is_letter_or_digit(c) && !casefolded.empty()) letter.first = first_stripped(casefolded);
  return letter;
}

constexpr char32_t kBlock = 64;

struct Block {
  std::atomic<bool> is_filled = false;
  std::array<Letter, kBlock> letters;
};

void fill(Block& block, char32_t first) {
  static std::mutex filling;
  const std::lock_guard lock(filling);
  if (block.is_filled.load(std::memory_order_relaxed)) return;
  for (char32_t i = 0; i < kBlock; ++i) block.letters[i] = make_letter(first + i);
  block.is_filled.store(true, std::memory_order_release);
}

/// The letter of a code point below kTableEnd. To fill the whole table would take a tenth of the
/// first query of a process.
const Letter& letter_of(char32_t c) {
  static std::array<Block, (kTableEnd + kBlock - 1) / kBlock> table;
  Block& block = table[c / kBlock];
  if (!block.is_filled.load(std::memory_order_acquire)) fill(block, c / kBlock * kBlock);
  return block.letters[c % kBlock];
}

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

void append_casefolded(std::string_view text, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  normalizers().nfkc_casefold->normalizeUTF8(
      0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
      status);
  check_icu(status, "folding case");
}

void append_folded_word(std::string_view word, std::string& out) {
  const std::size_t size_before = out.size();
  bool foldable = true;
  for_each_code_point(word, [&](char32_t c, std::string_view) {
    const Letter* const letter = c < kTableEnd ? &letter_of(c) : nullptr;
    if (letter != nullptr && (c < 0x80 || letter->is_plain)) {
      out += letter->folded.view();
    } else {
      foldable = false;
    }
  });
  if (foldable) return;
  out.resize(size_before);
  append_folded_by_icu(word, out);
}

void append_stripped(std::string_view folded, std::string& out) {
  if (is_ascii(folded)) {
    out += folded;
    return;
  }
  bool marks_fall = false;
  for_each_code_point(folded, [&](char32_t c, std::string_view bytes) {
    const Letter* const letter = c < kTableEnd ? &letter_of(c) : nullptr;
    if (letter != nullptr ? letter->is_mark : is_mark(c)) {
      if (!marks_fall) out += bytes;
    } else if (letter != nullptr) {
      out += letter->stripped.view();
      marks_fall = letter->loses_marks;
    } else {
      append_stripped_letter(c, out);
      marks_fall = loses_marks(c);
    }
  });
}

bool is_plain_letter(char32_t c) { return c < kTableEnd && letter_of(c).is_plain; }

char32_t first_letter_of_word(char32_t c) { return c < kTableEnd ? letter_of(c).first : 0; }

}  // namespace ksearch
