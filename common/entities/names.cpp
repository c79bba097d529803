#include "common/entities/names.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "ksearch/error.h"

namespace ksearch {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Letters that carry no combining mark and yet are spelt plainly elsewhere.
std::string_view plain_letter(UChar32 c) {
  switch (c) {
    case 0x131:
      return "i";
    case 0x142:
      return "l";
    case 0xf8:
      return "o";
    case 0x111:
    case 0xf0:
      return "d";
    case 0xfe:
      return "th";
    case 0xe6:
      return "ae";
    case 0x153:
      return "oe";
    default:
      return {};
  }
}

bool loses_diacritics(UChar32 base) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(base, &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

/// Joins the words of `spaced`, which has single spaces: letters that stand alone run together.
std::string join_single_letters(std::string_view spaced) {
  std::string out;
  bool previous_single = false;
  for (std::size_t begin = 0; begin < spaced.size();) {
    const std::size_t end = std::min(spaced.find(' ', begin), spaced.size());
    const std::string_view word = spaced.substr(begin, end - begin);
    const bool single = word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
    if (!out.empty() && !(single && previous_single)) out += ' ';
    out += word;
    previous_single = single;
    begin = end + 1;
  }
  return out;
}

/// Collects letters and turns what separates words into single spaces.
class NameBuilder {
 public:
  void letter(std::string_view bytes) {
    if (space_ && !out_.empty()) out_ += ' ';
    space_ = false;
    out_ += bytes;
  }
  void separator() { space_ = true; }
  void ampersand() {
    if (!space_ || out_.empty()) return separator();
    letter("and");
    separator();
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool space_ = false;
};

std::string fold_ascii(std::string_view name) {
  NameBuilder builder;
  for (char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const char lower = upper ? static_cast<char>(c + ('a' - 'A')) : c;
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      builder.letter({&lower, 1});
    } else if (c == '&') {
      builder.ampersand();
    } else if (c != '.' && c != '\'' && c != '`') {
      builder.separator();
    }
  }
  return builder.take();
}

bool joins_words(UChar32 c) {  // dots and apostrophes, which spellings put in or leave out
  return c == '.' || c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x2bc ||
         c == 0xb4 || c == 0xad || c == 0x200c || c == 0x200d;
}

std::string fold_unicode(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw Error(ErrorCode::kInternal, "ICU's normalisation data is missing");
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(name.size(), 1U << 20U));
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), size));
  text = casefold->normalize(text, status);
  icu::UnicodeString decomposed = decompose->normalize(text, status);
  if (U_FAILURE(status)) return {};

  NameBuilder builder;
  UChar32 base = 0;
  const auto put = [&builder](UChar32 c) {
    std::string bytes;
    icu::UnicodeString(c).toUTF8String(bytes);
    builder.letter(bytes);
  };
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    UChar32 c = decomposed.char32At(i);
    if (u_getCombiningClass(c) != 0 || u_charType(c) == U_NON_SPACING_MARK) {
      if (base != 0 && !loses_diacritics(base)) put(c);
      continue;
    }
    base = c;
    const std::int32_t after = decomposed.moveIndex32(i, 1);
    if (c == 0x438 && after < decomposed.length() && decomposed.char32At(after) == 0x306) c = 0x439;
    if (const std::string_view plain = plain_letter(c); !plain.empty()) {
      builder.letter(plain);
    } else if (u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_MC_MASK) != 0) {
      put(c);
    } else if (c == '&') {
      builder.ampersand();
    } else if (!joins_words(c)) {
      builder.separator();
    }
  }
  return builder.take();
}

}  // namespace

std::string normalize_name(EntityType type, std::string_view name) {
  std::string folded = join_single_letters(is_ascii(name) ? fold_ascii(name) : fold_unicode(name));
  if (type == EntityType::kOrg && folded.starts_with("the ")) folded.erase(0, 4);
  return folded;
}

std::string_view preferred_spelling(std::string_view a, std::string_view b) {
  const auto has_lower = [](std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
  };
  const auto marks = [](std::string_view text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  };
  if (has_lower(a) != has_lower(b)) return has_lower(a) ? a : b;
  if (marks(a) != marks(b)) return marks(a) > marks(b) ? a : b;
  return a < b ? b : a;
}

}  // namespace ksearch
