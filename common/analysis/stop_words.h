#pragma once

#include <string_view>

namespace ksearch {

/// Whether a word says nothing about what a text is about: "the", "und", "что". `word` is a
/// Token::word, `language` an ISO 639-1 code. False for all words of a language without a list;
/// there are lists for da, de, en, es, fi, fr, hu, it, nl, no (nb, nn), pt, ru, sv, tr and uk.
///
/// Stop words are meant for queries: an index keeps them. The English list leaves "us" out, which
/// is also what "U.S." folds to. Thread-safe.
[[nodiscard]] bool is_stop_word(std::string_view word, std::string_view language);

}  // namespace ksearch
