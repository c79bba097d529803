#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ksearch/span.h"

namespace ksearch::query {

/// Fields a query can name; aliases are resolved by the parser.
enum class QueryField : std::uint8_t {
  kTitle,
  kPerson,
  kPlace,
  kOrg,
  kSource,
  kLanguage,
  kAuthor,
  kPath,
  kType,
  kDate,
};

enum class NodeKind : std::uint8_t {
  kWord,     ///< text: one written word (may be a compound such as cease-fire)
  kExact,    ///< =word, or a word under --exact: unstemmed
  kPhrase,   ///< text: what stands between the quotes
  kPrefix,   ///< text: letters before the *
  kPattern,  ///< text: letters with * and ? among them
  kFuzzy,    ///< text: a word; `distance` edits from it
  kType,     ///< an entity type as an operand of NEAR: person NEAR/5 ceasefire
  kField,    ///< field + children[0] for title:, field + text for all others but date:
  kDate,     ///< since/until
  kNear,     ///< children, all within `distance` words of each other, in any order
  kAnd,      ///< children, all
  kOr,       ///< children, any
  kNot,      ///< children[0], not
  kClauses,  ///< words side by side: clauses with their signs
  kAll,      ///< every document: the empty query, a lone *
};

/// Sign of a clause in words side by side.
enum class Occur : std::uint8_t {
  kShould,   ///< ranked; at least one must match when there is no kMust and no kFilter
  kMust,     ///< +word, ranked
  kMustNot,  ///< -word
  kFilter,   ///< a field other than title: without a sign: required, not ranked
};

/// A range of days, both ends included, in UTC; a missing end is open.
struct DateRange {
  std::optional<std::chrono::sys_days> since;
  std::optional<std::chrono::sys_days> until;
  friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// Syntax tree of a query. A value type: copies are deep.
struct Node {
  NodeKind kind = NodeKind::kAll;
  Span span;  ///< bytes of the query it came from; not part of equality
  std::string text;
  QueryField field{};
  DateRange dates;
  unsigned distance = 10;  ///< of kNear in words, of kFuzzy in edits
  std::vector<Node> children;
  std::vector<Occur> signs;  ///< of kClauses, one for each child

  /// Same meaning, wherever it was written.
  friend bool operator==(const Node& a, const Node& b) {
    return a.kind == b.kind && a.text == b.text && a.field == b.field && a.dates == b.dates &&
           a.distance == b.distance && a.children == b.children && a.signs == b.signs;
  }
};

/// A node of other ones.
[[nodiscard]] Node parent_of(NodeKind kind, Span span, std::vector<Node> children);
/// What `child` says not, written from `begin` on.
[[nodiscard]] Node negation_of(Node child, std::size_t begin);

/// Something odd that was read in a sensible way, with the bytes it concerns.
struct QueryWarning {
  std::string message;
  Span span;
};

struct ParsedQuery {
  Node root;
  std::vector<QueryWarning> warnings;
};

}  // namespace ksearch::query
