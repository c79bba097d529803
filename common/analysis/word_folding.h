#pragma once

#include <string>
#include <string_view>

/// Foldings of text, all thread-safe. Each appends UTF-8 to `out`.
namespace ksearch {

/// NFKC_Casefold (UAX #44) of a whole text; broken bytes become U+FFFD.
void append_casefolded(std::string_view text, std::string& out);

/// The folded form of one word, valid UTF-8: NFKC_Casefold, and then what is no part of a word
/// falls out (the middle dot of Catalan, the gershayim of Hebrew, the Arabic tatweel, apostrophes),
/// and i with a dot above, which is what the Turkish İ folds to, becomes i.
void append_folded_word(std::string_view word, std::string& out);

/// `folded` without diacritics: combining marks on Latin, Greek and Cyrillic letters fall, except
/// in й ї ў ѓ ќ, which are letters of their own to their readers; letters with a stroke and
/// ligatures become plain letters (ł l, ø o, đ d, ı i, æ ae, þ th); decimal digits of any script
/// become ASCII. Other scripts keep their marks. `folded` must be valid UTF-8.
void append_stripped(std::string_view folded, std::string& out);

/// Whether the letter folds the same in any word, needs no more than its own Word_Break property
/// (ALetter) to be segmented, and is none of the joiners. Never an ASCII character.
[[nodiscard]] bool is_plain_letter(char32_t c);

/// The letter that the folded and stripped form of a word begins with which is written with `c` as
/// its first character, an ASCII letter or digit or a plain letter; 0: it depends on the word.
[[nodiscard]] char32_t first_letter_of_word(char32_t c);

}  // namespace ksearch
