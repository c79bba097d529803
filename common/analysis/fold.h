#pragma once

#include <string>
#include <string_view>

namespace ksearch {

/// The key under which two spellings of a value are one: a source, an author, the name of a person.
///
/// Case and diacritics go as in Token::word (so й and the marks of Thai, Hindi and Arabic stay),
/// quotation marks and apostrophes vanish, any other punctuation is a space, white space collapses,
/// and initials run together: "J. K.  Rowling", "J.K. Rowling" and "JK Rowling" are "jk rowling";
/// "Agence France-Presse" is "agence france presse"; "The U.S. Sun" is "the us sun". Symbols and
/// the marks & @ # % * stay ("AT&T"). Broken bytes are spaces. fold(fold(x)) == fold(x).
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace ksearch
