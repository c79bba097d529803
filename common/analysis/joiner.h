#pragma once

#include <cstdint>

namespace ksearch {

/// What a single character between two runs of letters or digits does to them.
enum class Joiner : std::uint8_t {
  kNone,        ///< separates words
  kHyphen,      ///< makes a compound: cease-fire
  kApostrophe,  ///< vanishes or sets off an affix: don't, d'Ivoire
  kDot,         ///< acronyms, decimals, dotted names
  kComma,       ///< groups of digits
};

/// The joiner that a code point is. The en dash is none: it separates ranges and clauses.
[[nodiscard]] constexpr Joiner joiner_of(char32_t c) {
  switch (c) {
    case '-':
    case 0x2010:  // hyphen
    case 0x2011:  // non-breaking hyphen
    case 0xFF0D:  // fullwidth hyphen-minus
      return Joiner::kHyphen;
    case '\'':
    case 0x02B9:  // modifier prime, the soft sign of Russian in Latin letters
    case 0x02BB:  // turned comma: the okina
    case 0x02BC:  // modifier apostrophe
    case 0x02BD:
    case 0x02BE:  // half rings: hamza and ain in Latin letters
    case 0x02BF:
    case 0x2018:  // left quotation mark, the Uzbek oʻ as people type it
    case 0x2019:  // right quotation mark
    case 0xFF07:  // fullwidth apostrophe
      return Joiner::kApostrophe;
    case '.':
    case 0x066B:  // Arabic decimal separator
    case 0xFF0E:  // fullwidth full stop
      return Joiner::kDot;
    case ',':
    case 0x066C:  // Arabic thousands separator
      return Joiner::kComma;
    default:
      return Joiner::kNone;
  }
}

}  // namespace ksearch
