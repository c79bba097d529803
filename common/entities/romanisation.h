#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

// All functions take words in normalised form (normalize_name) and are thread-safe.

/// The word in Latin letters if it is written in Cyrillic or Greek; any other word unchanged.
[[nodiscard]] std::string romanize(std::string_view word);

/// The likely nominative of a Russian or Ukrainian name in an oblique case ("путина" -> "путин",
/// "зеленского" -> "зеленский"); any other word unchanged. A guess, good enough to look names up.
[[nodiscard]] std::string nominative(std::string_view word);

/// The word, then the dictionary forms that it may be a case of, if it is Cyrillic: for looking
/// places up ("москве" -> "москва", "києва" -> "київ"). Most of them are no words.
[[nodiscard]] std::vector<std::string> dictionary_forms(std::string_view word);

/// A key by which romanisations of one word agree: w = v, kh = h, zh = j, q = k, y = iy = yy = ij
/// = i, sch = sh, -off = -ov, doubled s, f, d, k and z once. Other doubled letters count: Haley
/// and Halley differ.
[[nodiscard]] std::string spelling_key(std::string_view latin_word);

/// spelling_key() of a given name, one for all forms of it: Volodymyr and Vladimir, Bill and
/// William.
[[nodiscard]] std::string given_name_key(std::string_view latin_word);

}  // namespace ksearch
