// Recursive descent over the lexemes, one function for each precedence:
//
//   clauses     = { disjunction }
//   disjunction = conjunction { OR conjunction }
//   conjunction = nearness { AND nearness }
//   nearness    = unary { NEAR unary }
//   unary       = NOT unary | [ + | - ] primary
//   primary     = word | phrase | field | title: primary | ( clauses )
//
// Depth and number of operators are checked before each descent, so that no query can exhaust the
// stack or the time of a searcher. An operand may turn out to be nothing (an empty pair of
// parentheses or quotation marks): then it is passed over with a warning, unless an operator needs
// it.

#include "searcher/query/parser.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "ksearch/error.h"
#include "searcher/query/characters.h"
#include "searcher/query/clause_list.h"
#include "searcher/query/date_range.h"
#include "searcher/query/lexer.h"
#include "searcher/query/plain_query.h"

namespace ksearch::query {
namespace {

/// A node on its way up, with what decides its place among clauses or beside NEAR.
struct Operand {
  Node node;
  Sign sign = Sign::kNone;
  Span sign_span = {};
  bool can_be_type = false;  ///< an unescaped word
};

Node leaf(NodeKind kind, Lexeme&& lexeme) {
  Node node;
  node.kind = kind;
  node.span = lexeme.span;
  node.text = std::move(lexeme.text);
  return node;
}

class Parser {
 public:
  /// All must outlive it.
  Parser(std::string_view query, const ParseOptions& options, std::vector<QueryWarning>& warnings)
      : query_(query),
        options_(options),
        warnings_(warnings),
        lexer_(query, options.exact, warnings),
        spending_(options.budget, query.size()) {}

  /// Nothing when the query holds no word.
  std::optional<Node> run() {
    advance();
    return clauses();
  }

 private:
  using Rule = std::optional<Operand> (Parser::*)();

  [[nodiscard]] bool at(LexemeKind kind) const { return current_.kind == kind; }
  [[nodiscard]] std::string source(Span span) const {
    return std::string(query_.substr(span.begin, span.size()));
  }
  /// Moves to the next lexeme; the one left behind.
  Lexeme advance();
  void warn(std::string message, Span span) { warnings_.push_back({std::move(message), span}); }

  std::optional<Node> clauses();
  std::optional<Operand> disjunction() {
    return chain(NodeKind::kOr, LexemeKind::kOr, &Parser::conjunction);
  }
  std::optional<Operand> conjunction() {
    return chain(NodeKind::kAnd, LexemeKind::kAnd, &Parser::nearness);
  }
  std::optional<Operand> nearness();
  std::optional<Operand> unary();
  std::optional<Operand> primary();

  std::optional<Operand> chain(NodeKind kind, LexemeKind op, Rule rule);
  Operand operand_after(const Lexeme& op, Rule rule);
  /// An operand with its sign as a node of its own.
  Node settle(Operand&& operand);
  Node near_operand(Operand&& operand);
  std::optional<Operand> signed_primary();
  std::optional<Operand> group();
  std::optional<Operand> phrase();
  Node title();
  Node field();

  std::string_view query_;
  const ParseOptions& options_;
  std::vector<QueryWarning>& warnings_;
  Lexer lexer_;
  Spending spending_;
  Lexeme current_;
  std::size_t open_groups_ = 0;
  bool in_title_ = false;
};

Lexeme Parser::advance() {
  Lexeme next = lexer_.next();
  switch (next.kind) {
    case LexemeKind::kWord:
    case LexemeKind::kExact:
    case LexemeKind::kEverything:
    case LexemeKind::kEnd:
      break;
    default:
      spending_.count_operator(next.span);
  }
  return std::exchange(current_, std::move(next));
}

std::optional<Node> Parser::clauses() {
  ClauseList list;
  while (!at(LexemeKind::kEnd)) {
    if (at(LexemeKind::kAnd) || at(LexemeKind::kOr) || at(LexemeKind::kNear)) {
      throw QueryError(source(current_.span) + " needs a word, a phrase or a group before it",
                       current_.span);
    }
    if (at(LexemeKind::kClose)) {
      if (open_groups_ > 0) break;
      warn("the parenthesis " + at_character(query_, current_.span.begin) +
               " closes nothing and was passed over",
           current_.span);
      advance();
    } else if (auto operand = disjunction()) {
      list.add(std::move(operand->node), operand->sign);
    }
  }
  return list.finish(warnings_);
}

Operand Parser::operand_after(const Lexeme& op, Rule rule) {
  switch (current_.kind) {
    case LexemeKind::kAnd:
    case LexemeKind::kOr:
    case LexemeKind::kNear:
    case LexemeKind::kClose:
    case LexemeKind::kEnd:
      break;
    default:
      if (auto operand = (this->*rule)()) return std::move(*operand);
  }
  throw QueryError(source(op.span) + " needs a word, a phrase or a group after it", op.span);
}

Node Parser::settle(Operand&& operand) {
  if (operand.sign == Sign::kMinus) {
    return negation_of(std::move(operand.node), operand.sign_span.begin);
  }
  if (operand.sign == Sign::kPlus) {
    warn("the + " + at_character(query_, operand.sign_span.begin) +
             " has no effect beside AND, OR or NOT",
         operand.sign_span);
  }
  return std::move(operand.node);
}

std::optional<Operand> Parser::chain(NodeKind kind, LexemeKind op, Rule rule) {
  auto first = (this->*rule)();
  if (!first || !at(op)) return first;
  std::vector<Node> children;
  const auto add = [&](Operand&& operand) {
    Node node = settle(std::move(operand));
    if (node.kind == kind) {
      std::move(node.children.begin(), node.children.end(), std::back_inserter(children));
    } else {
      children.push_back(std::move(node));
    }
  };
  const std::size_t begin = first->node.span.begin;
  add(std::move(*first));
  while (at(op)) {
    const Lexeme lexeme = advance();
    add(operand_after(lexeme, rule));
  }
  const Span span{begin, children.back().span.end};
  return Operand{.node = parent_of(kind, span, std::move(children))};
}

Node Parser::near_operand(Operand&& operand) {
  Node& node = operand.node;
  if (operand.sign != Sign::kNone) {
    throw QueryError("a sign cannot stand inside NEAR; write it before the pair, as in -(a NEAR b)",
                     operand.sign_span);
  }
  switch (node.kind) {
    case NodeKind::kWord:
      if (operand.can_be_type &&
          (node.text == "person" || node.text == "place" || node.text == "org")) {
        node.kind = NodeKind::kType;
      }
      return std::move(node);
    case NodeKind::kExact:
    case NodeKind::kPrefix:
    case NodeKind::kPattern:
    case NodeKind::kFuzzy:
      return std::move(node);
    case NodeKind::kField:
      if (node.field == QueryField::kPerson || node.field == QueryField::kPlace ||
          node.field == QueryField::kOrg) {
        return std::move(node);
      }
      break;
    default:
      break;
  }
  throw QueryError(
      "NEAR stands between single words, prefixes, or names such as person:putin; a phrase, a "
      "group or another field cannot be near something",
      node.span);
}

std::optional<Operand> Parser::nearness() {
  auto first = unary();
  if (!first || !at(LexemeKind::kNear)) return first;
  const unsigned distance = current_.distance;
  std::vector<Node> children;
  children.push_back(near_operand(std::move(*first)));
  while (at(LexemeKind::kNear)) {
    const Lexeme op = advance();
    if (op.distance != distance) {
      throw QueryError("NEAR in a row needs the same distance each time", op.span);
    }
    children.push_back(near_operand(operand_after(op, &Parser::unary)));
  }
  const Span span{children.front().span.begin, children.back().span.end};
  Operand operand{.node = parent_of(NodeKind::kNear, span, std::move(children))};
  operand.node.distance = distance;
  return operand;
}

std::optional<Operand> Parser::unary() {
  if (at(LexemeKind::kPlus) || at(LexemeKind::kMinus)) return signed_primary();
  if (!at(LexemeKind::kNot)) return primary();
  const Spending::Level level(spending_, current_.span);
  const Lexeme op = advance();
  Node child = settle(operand_after(op, &Parser::unary));
  return Operand{.node = negation_of(std::move(child), op.span.begin)};
}

std::optional<Operand> Parser::signed_primary() {
  const Lexeme op = advance();
  switch (current_.kind) {
    case LexemeKind::kAnd:
    case LexemeKind::kOr:
    case LexemeKind::kNot:
    case LexemeKind::kNear:
      throw QueryError(source(op.span) + " needs a word, a phrase or a group directly after it",
                       op.span);
    default:
      break;
  }
  auto operand = primary();
  if (!operand) return std::nullopt;
  operand->sign = op.kind == LexemeKind::kPlus ? Sign::kPlus : Sign::kMinus;
  operand->sign_span = op.span;
  operand->can_be_type = false;
  return operand;
}

std::optional<Operand> Parser::primary() {
  switch (current_.kind) {
    case LexemeKind::kWord: {
      const bool can_be_type = !current_.is_escaped;
      return Operand{.node = leaf(NodeKind::kWord, advance()), .can_be_type = can_be_type};
    }
    case LexemeKind::kExact:
      return Operand{.node = leaf(NodeKind::kExact, advance())};
    case LexemeKind::kPrefix:
      return Operand{.node = leaf(NodeKind::kPrefix, advance())};
    case LexemeKind::kPattern:
      return Operand{.node = leaf(NodeKind::kPattern, advance())};
    case LexemeKind::kFuzzy: {
      const unsigned distance = current_.distance;
      Operand operand{.node = leaf(NodeKind::kFuzzy, advance())};
      operand.node.distance = distance;
      return operand;
    }
    case LexemeKind::kEverything:
      return Operand{.node = leaf(NodeKind::kAll, advance())};
    case LexemeKind::kPhrase:
      return phrase();
    case LexemeKind::kField:
      return Operand{.node = field()};
    case LexemeKind::kTitle:
      return Operand{.node = title()};
    default:
      return group();
  }
}

std::optional<Operand> Parser::phrase() {
  Lexeme lexeme = advance();
  if (is_punctuation(lexeme.text)) {
    warn("the quotation marks " + at_character(query_, lexeme.span.begin) +
             " hold no word and were passed over",
         lexeme.span);
    return std::nullopt;
  }
  return Operand{.node = leaf(NodeKind::kPhrase, std::move(lexeme))};
}

std::optional<Operand> Parser::group() {
  const Spending::Level level(spending_, current_.span);
  const Lexeme open = advance();
  ++open_groups_;
  auto node = clauses();
  --open_groups_;
  Span span{open.span.begin, current_.span.end};
  if (at(LexemeKind::kClose)) {
    advance();
  } else {
    span.end = query_.size();
    warn("the parenthesis " + at_character(query_, open.span.begin) +
             " is never closed and was closed at the end of the query",
         open.span);
  }
  if (!node) {
    warn("the parentheses " + at_character(query_, open.span.begin) +
             " hold no word and were passed over",
         span);
    return std::nullopt;
  }
  if (node->kind == NodeKind::kClauses) node->span = span;
  return Operand{.node = std::move(*node)};
}

Node Parser::title() {
  if (in_title_) throw QueryError("title: cannot hold another field", current_.span);
  const Spending::Level level(spending_, current_.span);
  const Lexeme prefix = advance();
  in_title_ = true;
  auto operand = primary();
  in_title_ = false;
  if (!operand) throw QueryError("title: has no value", prefix.span);
  const Span span{prefix.span.begin, operand->node.span.end};
  std::vector<Node> children;
  children.push_back(std::move(operand->node));
  Node node = parent_of(NodeKind::kField, span, std::move(children));
  node.field = QueryField::kTitle;
  return node;
}

Node Parser::field() {
  if (in_title_) throw QueryError("title: cannot hold another field", current_.span);
  Lexeme lexeme = advance();
  Node node;
  node.span = lexeme.span;
  node.field = lexeme.field;
  if (lexeme.field == QueryField::kDate) {
    node.kind = NodeKind::kDate;
    node.dates = parse_date_range(lexeme.text, options_.today, lexeme.value_span);
  } else {
    node.kind = NodeKind::kField;
    node.text = std::move(lexeme.text);
  }
  return node;
}

}  // namespace

ParsedQuery parse(std::string_view query, const ParseOptions& options) {
  check_text_size(options.budget, query.size());
  ParsedQuery parsed;
  auto root = options.plain ? parse_plain(query, options.exact, parsed.warnings)
                            : Parser(query, options, parsed.warnings).run();
  if (root) {
    parsed.root = std::move(*root);
  } else if (!trim_spaces(query).empty()) {
    throw QueryError("the query holds no word to search for", {0, query.size()});
  }
  return parsed;
}

}  // namespace ksearch::query
