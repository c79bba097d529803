#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/syntax.h"

namespace ksearch::query {

/// Distances that NEAR/n takes, and the one of a NEAR without a number.
inline constexpr unsigned kDefaultDistance = 10;
inline constexpr unsigned kMaxDistance = 1000;

enum class LexemeKind : std::uint8_t {
  kWord,        ///< text
  kExact,       ///< text of =text
  kPrefix,      ///< text before the *
  kPattern,     ///< text with * and ? inside
  kFuzzy,       ///< text before the ~; distance in edits
  kPhrase,      ///< text between the quotation marks, trimmed; may hold no word at all
  kEverything,  ///< a lone *
  kField,       ///< a field other than title: with its value in text
  kTitle,       ///< title: directly before its operand
  kAnd,
  kOr,
  kNot,
  kNear,   ///< distance
  kPlus,   ///< directly before its operand
  kMinus,  ///< directly before its operand
  kOpen,
  kClose,
  kEnd,
};

struct Lexeme {
  LexemeKind kind = LexemeKind::kEnd;
  Span span;         ///< in the query; empty at its end for kEnd
  std::string text;  ///< backslashes taken out
  QueryField field{};
  Span value_span;                       ///< of the value of kField
  unsigned distance = kDefaultDistance;  ///< of kNear and kFuzzy
  bool is_escaped = false;               ///< of kWord: written with a backslash
};

/// Names a place of a query for a message: "at character 9", in code points from 1.
[[nodiscard]] std::string at_character(std::string_view query, std::size_t pos);

/// Splits a query into its lexemes, from front to back and without looking back. What holds no
/// letter, digit or symbol is passed over like white space. Linear in the query; keeps views of the
/// query and a reference to the warnings, which must outlive it.
class Lexer {
 public:
  /// `exact` makes every word a kExact.
  Lexer(std::string_view query, bool exact, std::vector<QueryWarning>& warnings)
      : query_(query), exact_(exact), warnings_(warnings) {}

  /// The next lexeme; kEnd for ever after the last one. Throws QueryError for an unknown field, a
  /// field without a proper value, a short prefix or pattern, and NEAR or ~ with a bad distance.
  Lexeme next();

 private:
  [[nodiscard]] bool at_end() const { return pos_ == query_.size(); }
  [[nodiscard]] bool at(char c) const { return !at_end() && query_[pos_] == c; }
  [[nodiscard]] bool at_quote() const;
  /// Whether a sign may stand here: at the start, after white space and after "(".
  [[nodiscard]] bool at_boundary() const;
  void skip_spaces();
  void warn_once(std::string_view word, std::string_view message, Span span);

  /// The unquoted run of text at the current place, up to white space, a parenthesis or a quote.
  [[nodiscard]] std::string_view peek_chunk() const;
  /// Whether a parenthesis or a quotation mark opens right after the chunk at the current place.
  [[nodiscard]] bool touches_operand(std::string_view chunk) const;
  Lexeme take(LexemeKind kind, std::size_t length);

  Lexeme lex_phrase(std::size_t begin);
  Lexeme lex_chunk(std::string_view chunk);
  bool lex_sign(std::string_view chunk, Lexeme& lexeme);
  bool lex_operator(std::string_view chunk, Lexeme& lexeme);
  bool lex_field(std::string_view chunk, Lexeme& lexeme);
  Lexeme lex_field_value(QueryField field, std::size_t begin, std::string_view value);
  void lex_rest_of_range(Lexeme& range);
  /// A word, =word, prefix*, pat*ern or fuzzy~; operators, signs and fields have no meaning in it.
  Lexeme lex_text(std::string_view chunk);
  Lexeme lex_pattern(std::string_view chunk, std::string_view body);
  Lexeme lex_fuzzy(std::string_view chunk, std::string_view word, std::string_view number);
  Lexeme lex_title_text(std::string_view chunk);

  std::string_view query_;
  bool exact_;
  std::vector<QueryWarning>& warnings_;
  std::vector<std::string_view> warned_;  ///< messages given by warn_once()
  std::size_t pos_ = 0;
  bool in_title_operand_ = false;  ///< title: has just been read
};

}  // namespace ksearch::query
