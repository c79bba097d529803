#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "searcher/query/syntax.h"

namespace ksearch::query {

/// What is written directly before a clause.
enum class Sign : std::uint8_t { kNone, kPlus, kMinus };

/// Clauses side by side, brought to the normal form that parse() promises.
class ClauseList {
 public:
  void add(Node&& node, Sign sign);
  /// kClauses of two or more, else the clause itself, negated where it is kMustNot; nothing when
  /// there is none. Warns of what it leaves out. Call it once.
  [[nodiscard]] std::optional<Node> finish(std::vector<QueryWarning>& warnings);

 private:
  void push(Node&& node, Occur occur);
  void leave_out_everything(std::vector<QueryWarning>& warnings);

  std::vector<Node> children_;
  std::vector<Occur> signs_;
  Span span_;
};

}  // namespace ksearch::query
