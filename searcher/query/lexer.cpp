// Lexemes of the query language, see docs/query_syntax.md.
//
// A query is white space, parentheses, quoted phrases and chunks: runs of anything else. What a
// chunk is depends on its first characters (sign, =, letters and a colon), on its last ones (*, ~),
// or on all of it (AND, OR, NOT, NEAR/n, te*t); a backslash takes that meaning from what follows
// it. The rest of a chunk is text, whatever it holds: 10:30, U.S., https://example.com.

#include "searcher/query/lexer.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/analysis/code_points.h"
#include "ksearch/error.h"
#include "searcher/query/characters.h"
#include "searcher/query/field_names.h"
#include "searcher/query/foreign_syntax.h"
#include "searcher/query/word_shapes.h"

namespace ksearch::query {
namespace {

constexpr std::size_t kMinPrefixLetters = 3;
constexpr std::size_t kMinPatternStart = 2;
/// Shorter words are within an edit of too many others, and within two of almost all.
constexpr std::size_t kMinFuzzyLetters = 3;
constexpr std::size_t kMinTwoEditLetters = 5;

bool is_sign(char c) { return c == '+' || c == '-'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Text without the backslashes that make the next character text.
std::string unescape(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (escaped_length(raw, i) > 0) ++i;
    text += raw[i];
  }
  return text;
}

/// Of a whole chunk: at its start a backslash may stand before anything, as in \AND.
std::string unescape_chunk(std::string_view chunk) {
  const bool drops_first = chunk.size() > 1 && chunk[0] == '\\' && escaped_length(chunk, 0) == 0;
  return unescape(chunk.substr(drops_first ? 1 : 0));
}

/// Whether a chunk is only a sign, an = or both, for the operand that it touches.
bool is_mark(std::string_view chunk, bool at_boundary) {
  if (at_boundary && is_sign(chunk[0])) chunk.remove_prefix(1);
  return chunk.empty() || chunk == "=";
}

/// Whether the character at `pos` has an odd number of backslashes before it.
bool is_escaped(std::string_view raw, std::size_t pos) {
  std::size_t backslashes = 0;
  while (backslashes < pos && raw[pos - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

/// Length of what stands before the unescaped * or ** at the end of a chunk, where a list's or a
/// sentence's punctuation may follow: "medin*,". npos when there is none.
std::size_t prefix_length(std::string_view chunk) {
  chunk = without_punctuation(chunk);
  if (!chunk.ends_with('*') || is_escaped(chunk, chunk.size() - 1)) return std::string_view::npos;
  const std::size_t end = chunk.size() - 1;
  std::size_t length = end;
  while (length > 0 && chunk[length - 1] == '*' && !is_escaped(chunk, length - 1)) --length;
  for (std::size_t i = 0; i < length; ++i) {
    if (chunk[i] == '*' && !is_escaped(chunk, i)) return std::string_view::npos;
  }
  return length;
}

/// Refuses prefixes that stand for too many words.
void check_prefix(const Lexeme& lexeme) {
  if (letter_count(lexeme.text) >= kMinPrefixLetters) return;
  throw QueryError(
      "a prefix needs at least " + std::to_string(kMinPrefixLetters) + " letters before the *",
      lexeme.span);
}

}  // namespace

std::string at_character(std::string_view query, std::size_t pos) {
  return "at character " + std::to_string(code_point_count(query.substr(0, pos)) + 1);
}

bool Lexer::at_quote() const { return !at_end() && quote_length(query_, pos_) > 0; }

bool Lexer::at_boundary() const {
  if (pos_ == 0 || query_[pos_ - 1] == '(') return true;
  for (std::size_t length = 1; length <= 3 && length <= pos_; ++length) {
    if (space_length(query_, pos_ - length) == length) return true;
  }
  return false;
}

void Lexer::skip_spaces() {
  while (!at_end()) {
    const std::size_t length = space_length(query_, pos_);
    if (length == 0) return;
    pos_ += length;
  }
}

void Lexer::warn_once(std::string_view word, std::string_view message, Span span) {
  if (message.empty() || std::find(warned_.begin(), warned_.end(), message) != warned_.end())
    return;
  warned_.push_back(message);
  warnings_.push_back({std::string(word).append(" ").append(message), span});
}

std::string_view Lexer::peek_chunk() const {
  std::size_t end = pos_;
  while (end < query_.size()) {
    if (const std::size_t escaped = escaped_length(query_, end)) {
      end += 1 + escaped;
      continue;
    }
    const char c = query_[end];
    if (c == '(' || c == ')' || space_length(query_, end) > 0 || quote_length(query_, end) > 0)
      break;
    ++end;
  }
  return query_.substr(pos_, end - pos_);
}

Lexeme Lexer::take(LexemeKind kind, std::size_t length) {
  Lexeme lexeme;
  lexeme.kind = kind;
  lexeme.span = {pos_, pos_ + length};
  pos_ += length;
  return lexeme;
}

Lexeme Lexer::next() {
  const bool title_operand = std::exchange(in_title_operand_, false);
  for (;;) {
    skip_spaces();
    if (at_end()) return take(LexemeKind::kEnd, 0);
    if (at('(')) return take(LexemeKind::kOpen, 1);
    if (at(')')) return take(LexemeKind::kClose, 1);
    if (at_quote()) return lex_phrase(pos_);
    const std::string_view chunk = peek_chunk();
    if (title_operand) return lex_title_text(chunk);
    const bool is_all = chunk == "*" || (at_boundary() && (chunk == "+*" || chunk == "-*"));
    if (is_all || (is_mark(chunk, at_boundary()) && touches_operand(chunk)) ||
        !is_punctuation(unescape_chunk(chunk))) {
      return lex_chunk(chunk);
    }
    warn_once(chunk, foreign_syntax(chunk), {pos_, pos_ + chunk.size()});
    pos_ += chunk.size();
  }
}

bool Lexer::touches_operand(std::string_view chunk) const {
  const std::size_t end = pos_ + chunk.size();
  return end < query_.size() && (query_[end] == '(' || quote_length(query_, end) > 0);
}

Lexeme Lexer::lex_phrase(std::size_t begin) {
  const std::size_t quote = pos_;
  // Only a straight one ends what a straight one began, as in "Jacob “Jake” Lee".
  const bool is_straight = at('"');
  const auto closing_length = [&] {
    return is_straight && !at('"') ? 0 : quote_length(query_, pos_);
  };
  pos_ += quote_length(query_, pos_);
  std::string text;
  std::size_t closing = 0;
  while (!at_end() && (closing = closing_length()) == 0) {
    const std::size_t escaped = escaped_length(query_, pos_);
    const bool is_quote = escaped > 0 && (query_[pos_ + 1] == '"' || escaped > 1);
    if (is_quote || (escaped > 0 && query_[pos_ + 1] == '\\')) {
      text.append(query_.substr(pos_ + 1, escaped));
      pos_ += 1 + escaped;
    } else {
      text += query_[pos_++];
    }
  }
  pos_ += closing;
  if (closing == 0) {
    warnings_.push_back({"the quotation mark " + at_character(query_, quote) +
                             " is never closed and was closed at the end of the query",
                         {quote, quote + quote_length(query_, quote)}});
  }
  Lexeme lexeme;
  lexeme.kind = LexemeKind::kPhrase;
  lexeme.span = {begin, pos_};
  lexeme.text = trim_spaces(text);
  return lexeme;
}

Lexeme Lexer::lex_chunk(std::string_view chunk) {
  Lexeme lexeme;
  if (chunk == "*") return take(LexemeKind::kEverything, 1);
  if (lex_sign(chunk, lexeme) || lex_operator(chunk, lexeme) || lex_field(chunk, lexeme)) {
    return lexeme;
  }
  return lex_text(chunk);
}

bool Lexer::lex_sign(std::string_view chunk, Lexeme& lexeme) {
  if (!is_sign(chunk[0]) || !at_boundary()) return false;
  // Two signs in a row are text, as in "git commit --amend".
  if (chunk.size() > 1 && is_sign(chunk[1])) return false;
  lexeme = take(chunk[0] == '+' ? LexemeKind::kPlus : LexemeKind::kMinus, 1);
  return true;
}

bool Lexer::lex_operator(std::string_view chunk, Lexeme& lexeme) {
  if (chunk == "AND") {
    lexeme = take(LexemeKind::kAnd, chunk.size());
  } else if (chunk == "OR") {
    lexeme = take(LexemeKind::kOr, chunk.size());
  } else if (chunk == "NOT") {
    lexeme = take(LexemeKind::kNot, chunk.size());
  } else if (chunk == "NEAR") {
    lexeme = take(LexemeKind::kNear, chunk.size());
  } else if (chunk.starts_with("NEAR/")) {
    lexeme = take(LexemeKind::kNear, chunk.size());
    const char* const last = chunk.data() + chunk.size();
    const auto [end, error] = std::from_chars(chunk.data() + 5, last, lexeme.distance);
    if (error != std::errc{} || end != last || lexeme.distance < 1 ||
        lexeme.distance > kMaxDistance) {
      throw QueryError("NEAR/ needs a number of words from 1 to " + std::to_string(kMaxDistance) +
                           ", as in NEAR/10",
                       lexeme.span);
    }
  } else {
    return false;
  }
  return true;
}

bool Lexer::lex_field(std::string_view chunk, Lexeme& lexeme) {
  std::size_t colon = 0;
  while (colon < chunk.size() && is_ascii_letter(chunk[colon])) ++colon;
  if (colon == 0 || colon == chunk.size() || chunk[colon] != ':') return false;
  const std::string_view name = chunk.substr(0, colon);
  const std::string_view value = chunk.substr(colon + 1);
  const auto field = field_named(name);
  const std::size_t end = pos_ + chunk.size();
  if (value.empty() && !touches_operand(chunk)) {
    if (field) {
      warn_once(chunk, "was read as a word: the value has to follow the colon directly",
                {pos_, end});
    }
    return false;
  }
  if (value.starts_with(':') || (!field && value.starts_with("//"))) return false;
  if (!field) {
    throw QueryError("there is no field \"" + std::string(name) + "\"; the fields are " +
                         field_list() + "; to search for it as text put it in quotation marks",
                     {pos_, pos_ + colon});
  }
  if (!value.empty() && is_sign(value[0]) && *field != QueryField::kPath) {
    throw QueryError("a sign stands before the field, as in " + std::string(value.substr(0, 1)) +
                         std::string(field_name(*field)) + ":",
                     {pos_, end});
  }
  const std::size_t begin = pos_;
  lexeme = take(LexemeKind::kTitle, colon + 1);
  if (*field == QueryField::kTitle) {
    in_title_operand_ = true;
  } else {
    lexeme = lex_field_value(*field, begin, value);
  }
  return true;
}

Lexeme Lexer::lex_field_value(QueryField field, std::size_t begin, std::string_view value) {
  const std::string name(field_name(field));
  const std::size_t value_begin = pos_;
  Lexeme lexeme;
  if (!value.empty()) {
    pos_ += value.size();
    value = value.substr(0, value.find_last_not_of(",;") + 1);
    if (value.ends_with('*') && !is_escaped(value, value.size() - 1)) {
      throw QueryError(name + ": takes a whole value and no prefix", {begin, pos_});
    }
    lexeme.text = unescape(value);
    lexeme.span = {begin, value_begin + value.size()};
  } else if (at('(')) {
    throw QueryError(name + ": takes one value; write " + name + ":\"two words\", or (" + name +
                         ":one OR " + name + ":other)",
                     {begin, pos_ + 1});
  } else {
    lexeme = lex_phrase(begin);
  }
  if (field == QueryField::kDate) lex_rest_of_range(lexeme);
  lexeme.kind = LexemeKind::kField;
  lexeme.field = field;
  lexeme.value_span = {value_begin, lexeme.span.end};
  if (is_punctuation(lexeme.text)) throw QueryError(name + ": has no value", {begin, pos_});
  return lexeme;
}

/// Either end of a range of dates can be quoted: date:"2 weeks ago"..yesterday.
void Lexer::lex_rest_of_range(Lexeme& range) {
  if (range.span.end != pos_) return;
  if (query_.substr(pos_).starts_with("..")) {
    const std::string_view rest = peek_chunk();
    pos_ += rest.size();
    const std::string_view end = rest.substr(0, rest.find_last_not_of(",;") + 1);
    range.text += unescape(end);
    range.span.end = pos_ - (rest.size() - end.size());
  }
  if (range.span.end == pos_ && at_quote() && range.text.ends_with("..")) {
    const Lexeme last = lex_phrase(pos_);
    range.text += last.text;
    range.span.end = last.span.end;
  }
}

Lexeme Lexer::lex_text(std::string_view chunk) {
  const std::size_t begin = pos_;
  const bool exact = chunk[0] == '=';
  if (exact && chunk.size() == 1) {
    ++pos_;
    if (at_quote()) return lex_phrase(begin);
    throw QueryError("= needs a word or a phrase directly after it", {begin, pos_});
  }
  const std::string_view body = exact ? chunk.substr(1) : chunk;
  if (is_pattern(body)) return lex_pattern(chunk, body);
  if (const auto fuzzy = fuzzy_shape(body)) return lex_fuzzy(chunk, fuzzy->word, fuzzy->number);
  const std::size_t prefix = prefix_length(body);
  if (prefix != std::string_view::npos) {
    Lexeme lexeme = take(LexemeKind::kPrefix, chunk.size());
    const std::string_view letters = body.substr(0, prefix);
    lexeme.text = exact ? unescape(letters) : unescape_chunk(letters);
    check_prefix(lexeme);
    return lexeme;
  }
  Lexeme lexeme = take(exact || exact_ ? LexemeKind::kExact : LexemeKind::kWord, chunk.size());
  lexeme.text = exact ? unescape(body) : unescape_chunk(body);
  lexeme.is_escaped = body.find('\\') != std::string_view::npos;
  if (!lexeme.is_escaped) warn_once(chunk, foreign_syntax(chunk), lexeme.span);
  return lexeme;
}

Lexeme Lexer::lex_pattern(std::string_view chunk, std::string_view body) {
  Lexeme lexeme = take(LexemeKind::kPattern, chunk.size());
  lexeme.text = without_punctuation(body);
  const std::size_t start = lexeme.text.find_first_of("*?");
  if (code_point_count(std::string_view(lexeme.text).substr(0, start)) < kMinPatternStart) {
    throw QueryError("a word with * or ? inside needs at least " +
                         std::to_string(kMinPatternStart) +
                         " letters before the first of them; to search for the text put a "
                         "backslash before it",
                     lexeme.span);
  }
  return lexeme;
}

Lexeme Lexer::lex_fuzzy(std::string_view chunk, std::string_view word, std::string_view number) {
  Lexeme lexeme = take(LexemeKind::kFuzzy, chunk.size());
  lexeme.text = word;
  lexeme.distance = 1;
  if (!number.empty()) {
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), lexeme.distance);
    if (error != std::errc{} || lexeme.distance < 1 || lexeme.distance > kMaxEdits) {
      throw QueryError("~ takes a number of edits from 1 to " + std::to_string(kMaxEdits) +
                           ", as in word~2; for nearness write NEAR/n between words",
                       lexeme.span);
    }
  }
  const std::size_t least = lexeme.distance == 1 ? kMinFuzzyLetters : kMinTwoEditLetters;
  if (code_point_count(word) < least) {
    throw QueryError("a word needs at least " + std::to_string(least) + " letters before ~" +
                         (lexeme.distance == 1 ? "" : std::to_string(lexeme.distance)),
                     lexeme.span);
  }
  return lexeme;
}

Lexeme Lexer::lex_title_text(std::string_view chunk) {
  Lexeme lexeme = lex_text(chunk);
  const bool is_word = lexeme.kind == LexemeKind::kWord || lexeme.kind == LexemeKind::kExact;
  if (is_word && is_punctuation(lexeme.text)) throw QueryError("title: has no value", lexeme.span);
  return lexeme;
}

}  // namespace ksearch::query
