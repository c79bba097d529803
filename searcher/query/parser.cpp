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
#include <optional>
#include <string>
#include <utility>

#include "common/dates.h"
#include "ksearch/error.h"
#include "searcher/query/characters.h"
#include "searcher/query/field_names.h"
#include "searcher/query/lexer.h"

namespace ksearch::query {
namespace {

enum class Sign : std::uint8_t { kNone, kPlus, kMinus };

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

Node parent(NodeKind kind, Span span, std::vector<Node> children) {
  Node node;
  node.kind = kind;
  node.span = span;
  node.children = std::move(children);
  return node;
}

Node negation(Node child, std::size_t begin) {
  const Span span{begin, child.span.end};
  std::vector<Node> children;
  children.push_back(std::move(child));
  return parent(NodeKind::kNot, span, std::move(children));
}

/// Whether a node holds fields other than title: and nothing else.
bool is_filter(const Node& node) {
  switch (node.kind) {
    case NodeKind::kDate:
      return true;
    case NodeKind::kField:
      return node.field != QueryField::kTitle;
    case NodeKind::kNot:
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kClauses:
      return std::all_of(node.children.begin(), node.children.end(), is_filter);
    default:
      return false;
  }
}

/// Clauses side by side, brought to their normal form.
class ClauseList {
 public:
  void reserve(std::size_t count) {
    children_.reserve(count);
    signs_.reserve(count);
  }
  void add(Operand&& operand) {
    Node& node = operand.node;
    if (operand.sign == Sign::kPlus) {
      push(std::move(node), Occur::kMust);
    } else if (operand.sign == Sign::kMinus) {
      push(std::move(node), Occur::kMustNot);
    } else if (node.kind == NodeKind::kNot) {
      push(std::move(node.children.front()), Occur::kMustNot);
    } else if (can_be_spliced(node)) {
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        push(std::move(node.children[i]), node.signs[i]);
      }
    } else {
      const Occur occur = is_filter(node) ? Occur::kFilter : Occur::kShould;
      push(std::move(node), occur);
    }
  }
  /// The node for the clauses; nothing when there are none.
  std::optional<Node> finish(std::vector<QueryWarning>& warnings) {
    leave_out_everything(warnings);
    if (children_.empty()) return std::nullopt;
    if (children_.size() > 1) {
      Node node = parent(NodeKind::kClauses, span_, std::move(children_));
      node.signs = std::move(signs_);
      return node;
    }
    Node only = std::move(children_.front());
    return signs_.front() == Occur::kMustNot ? negation(std::move(only), span_.begin) : only;
  }

 private:
  void push(Node&& node, Occur occur) {
    if (children_.empty()) span_ = node.span;
    span_.end = node.span.end;
    children_.push_back(std::move(node));
    signs_.push_back(occur);
  }
  static bool can_be_spliced(const Node& node) {
    if (node.kind != NodeKind::kClauses || node.signs.front() == Occur::kMust) return false;
    return std::all_of(node.signs.begin(), node.signs.end(),
                       [&](Occur occur) { return occur == node.signs.front(); });
  }
  /// A lone * beside other clauses would add every document and rank none.
  void leave_out_everything(std::vector<QueryWarning>& warnings) {
    for (std::size_t i = 0; i < children_.size() && children_.size() > 1;) {
      if (children_[i].kind != NodeKind::kAll || signs_[i] != Occur::kShould) {
        ++i;
        continue;
      }
      warnings.push_back({"the lone * adds nothing to the words beside it and was passed over",
                          children_[i].span});
      children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
      signs_.erase(signs_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  std::vector<Node> children_;
  std::vector<Occur> signs_;
  Span span_;
};

class Parser {
 public:
  Parser(std::string_view query, const ParseOptions& options)
      : query_(query), options_(options), lexer_(query, options.exact, warnings_) {}

  ParsedQuery run() {
    advance();
    auto root = clauses();
    if (!root && !trim_spaces(query_).empty()) {
      throw QueryError("the query holds no word to search for", {0, query_.size()});
    }
    return {root ? std::move(*root) : Node{}, std::move(warnings_)};
  }

 private:
  using Rule = std::optional<Operand> (Parser::*)();

  /// Counts a level for as long as it lives; throws where the budget ends.
  class Level {
   public:
    Level(Parser& parser, Span span) : parser_(parser) {
      if (parser_.depth_ == parser_.options_.budget.depth) {
        throw QueryError("the query is nested deeper than " +
                             std::to_string(parser_.options_.budget.depth) + " levels",
                         span);
      }
      ++parser_.depth_;
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser& parser_;
  };

  [[nodiscard]] bool at(LexemeKind kind) const { return current_.kind == kind; }
  [[nodiscard]] std::string source(Span span) const {
    return std::string(query_.substr(span.begin, span.size()));
  }
  /// Moves to the next lexeme; the one left behind.
  Lexeme advance();
  void count_operator(Span span);
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
  Node date(Lexeme&& lexeme);

  std::string_view query_;
  const ParseOptions& options_;
  std::vector<QueryWarning> warnings_;
  Lexer lexer_;
  Lexeme current_;
  std::size_t operators_ = 0;
  std::size_t depth_ = 0;
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
      count_operator(next.span);
  }
  return std::exchange(current_, std::move(next));
}

void Parser::count_operator(Span span) {
  const QueryBudget& budget = options_.budget;
  if (query_.size() > budget.operator_bytes) {
    throw QueryError("a query with operators, quotation marks or parentheses can have " +
                         std::to_string(budget.operator_bytes) + " bytes and this one has " +
                         std::to_string(query_.size()) +
                         "; with the plain option it is searched as mere text",
                     span);
  }
  if (++operators_ > budget.operators) {
    throw QueryError("a query can have " + std::to_string(budget.operators) +
                         " operators, phrases, prefixes and fields and this one has more",
                     span);
  }
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
      list.add(std::move(*operand));
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
    return negation(std::move(operand.node), operand.sign_span.begin);
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
  return Operand{.node = parent(kind, span, std::move(children))};
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
      "group "
      "or another field cannot be near something",
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
  Operand operand{.node = parent(NodeKind::kNear, span, std::move(children))};
  operand.node.distance = distance;
  return operand;
}

std::optional<Operand> Parser::unary() {
  if (at(LexemeKind::kPlus) || at(LexemeKind::kMinus)) return signed_primary();
  if (!at(LexemeKind::kNot)) return primary();
  const Level level(*this, current_.span);
  const Lexeme op = advance();
  Node child = settle(operand_after(op, &Parser::unary));
  return Operand{.node = negation(std::move(child), op.span.begin)};
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
  const Level level(*this, current_.span);
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
  const Level level(*this, current_.span);
  const Lexeme prefix = advance();
  in_title_ = true;
  auto operand = primary();
  in_title_ = false;
  if (!operand) throw QueryError("title: has no value", prefix.span);
  const Span span{prefix.span.begin, operand->node.span.end};
  std::vector<Node> children;
  children.push_back(std::move(operand->node));
  Node node = parent(NodeKind::kField, span, std::move(children));
  node.field = QueryField::kTitle;
  return node;
}

Node Parser::field() {
  if (in_title_) throw QueryError("title: cannot hold another field", current_.span);
  Lexeme lexeme = advance();
  if (lexeme.field == QueryField::kDate) return date(std::move(lexeme));
  const QueryField name = lexeme.field;
  Node node = leaf(NodeKind::kField, std::move(lexeme));
  node.field = name;
  return node;
}

Node Parser::date(Lexeme&& lexeme) {
  const std::string_view text = lexeme.text;
  const auto unit = [&](std::string_view part) -> std::optional<DayRange> {
    part = trim_spaces(part);
    if (part.empty()) return std::nullopt;
    if (const auto days = parse_date_unit(part, options_.today)) return days;
    throw QueryError(no_date(part), lexeme.value_span);
  };
  const std::size_t dots = text.find("..");
  const auto first = unit(text.substr(0, dots));
  const auto last = dots == std::string_view::npos ? first : unit(text.substr(dots + 2));
  Node node;
  node.kind = NodeKind::kDate;
  node.field = QueryField::kDate;
  node.span = lexeme.span;
  if (first) node.dates.since = first->first;
  if (last) node.dates.until = last->last;
  if (first && last && last->last < first->first) {
    throw QueryError("the range of dates ends before it begins", lexeme.value_span);
  }
  return node;
}

/// Words side by side, every character text.
ParsedQuery parse_plain(std::string_view query, const ParseOptions& options) {
  ParsedQuery parsed;
  ClauseList list;
  for (std::size_t pos = 0; pos < query.size();) {
    if (const std::size_t space = space_length(query, pos)) {
      pos += space;
      continue;
    }
    const std::size_t begin = pos;
    while (pos < query.size() && space_length(query, pos) == 0) ++pos;
    const std::string_view word = query.substr(begin, pos - begin);
    if (is_punctuation(word)) continue;
    Operand operand;
    operand.node.kind = options.exact ? NodeKind::kExact : NodeKind::kWord;
    operand.node.span = {begin, pos};
    operand.node.text = word;
    list.add(std::move(operand));
  }
  if (auto root = list.finish(parsed.warnings)) {
    parsed.root = std::move(*root);
  } else if (!trim_spaces(query).empty()) {
    throw QueryError("the query holds no word to search for", {0, query.size()});
  }
  return parsed;
}

}  // namespace

ParsedQuery parse(std::string_view query, const ParseOptions& options) {
  if (query.size() > options.budget.text_bytes) {
    throw QueryError("a query can have " + std::to_string(options.budget.text_bytes) +
                         " bytes and this one has " + std::to_string(query.size()),
                     {0, query.size()});
  }
  return options.plain ? parse_plain(query, options) : Parser(query, options).run();
}

}  // namespace ksearch::query
