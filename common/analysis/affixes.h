#pragma once

#include <string_view>

namespace ksearch {

/// Whether `head` + apostrophe + `tail` is an elision such as d'Ivoire, l'homme or dell'anno, in
/// French, Italian or Catalan: a known head before a vowel, an h or a digit. Both are Token::word.
[[nodiscard]] bool is_elision(std::string_view head, std::string_view tail);

/// Whether `tail` is an ending that Turkish writes after the apostrophe of a name, as in
/// Türkiye'nin or İstanbul'da. `tail` is a Token::word.
[[nodiscard]] bool is_turkish_suffix(std::string_view tail);

}  // namespace ksearch
