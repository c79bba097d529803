#include "common/entities/names.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "common/analysis/word_folding.h"

namespace ksearch {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
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
  std::string cased;
  std::string folded;
  append_casefolded(name, cased);
  append_stripped(cased, folded);
  NameBuilder builder;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
  const auto size = static_cast<std::int32_t>(folded.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, c);
    const bool letter = u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    if (letter && c != 0x2bc) {
      builder.letter(std::string_view(folded).substr(static_cast<std::size_t>(begin),
                                                     static_cast<std::size_t>(i - begin)));
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

}  // namespace ksearch
