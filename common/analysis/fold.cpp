#include "common/analysis/fold.h"

#include <unicode/uchar.h>

#include <utility>

#include "common/analysis/code_points.h"
#include "common/analysis/joiner.h"
#include "common/analysis/word_folding.h"

namespace ksearch {
namespace {

enum class Role { kText, kNothing, kDot, kSpace };

Role role_of(char32_t c) {
  if (c == '"' || joiner_of(c) == Joiner::kApostrophe) return Role::kNothing;
  if (joiner_of(c) == Joiner::kDot) return Role::kDot;
  if (c == '&' || c == '@' || c == '#' || c == '%' || c == '*') return Role::kText;
  const std::uint32_t category = U_GET_GC_MASK(static_cast<UChar32>(c));
  if ((category & (U_GC_PI_MASK | U_GC_PF_MASK)) != 0) return Role::kNothing;
  constexpr std::uint32_t kSpaces = U_GC_P_MASK | U_GC_Z_MASK | U_GC_CC_MASK;
  const bool space = c == kReplacementCharacter || (category & kSpaces) != 0;
  return space ? Role::kSpace : Role::kText;
}

/// Puts words together: one space between them, none between initials.
class KeyWriter {
 public:
  void add(std::string_view bytes) {
    word_ += bytes;
    ++word_code_points_;
  }
  /// Ends the word, if there is one. A single letter before a dot is an initial.
  void end_word(bool dot) {
    if (word_.empty()) return;
    const bool initial = dot && word_code_points_ == 1;
    if (!key_.empty() && !(initial && after_initial_)) key_ += ' ';
    key_ += word_;
    word_.clear();
    word_code_points_ = 0;
    after_initial_ = initial;
  }
  [[nodiscard]] std::string take() {
    end_word(false);
    return std::move(key_);
  }

 private:
  std::string key_;
  std::string word_;
  std::size_t word_code_points_ = 0;
  bool after_initial_ = false;
};

}  // namespace

std::string fold(std::string_view text) {
  std::string casefolded;
  append_casefolded(text, casefolded);
  KeyWriter key;
  for_each_code_point(casefolded, [&key](char32_t c, std::string_view bytes) {
    switch (role_of(c)) {
      case Role::kText:
        key.add(bytes);
        break;
      case Role::kNothing:
        break;
      case Role::kDot:
        key.end_word(true);
        break;
      case Role::kSpace:
        key.end_word(false);
        break;
    }
  });
  std::string stripped;
  append_stripped(key.take(), stripped);
  return stripped;
}

}  // namespace ksearch
