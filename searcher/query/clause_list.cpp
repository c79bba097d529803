#include "searcher/query/clause_list.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace ksearch::query {
namespace {

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

/// Whether the clauses of a group can stand beside those around it without a change of meaning.
bool can_be_spliced(const Node& node) {
  if (node.kind != NodeKind::kClauses || node.signs.front() == Occur::kMust) return false;
  return std::all_of(node.signs.begin(), node.signs.end(),
                     [&](Occur occur) { return occur == node.signs.front(); });
}

}  // namespace

void ClauseList::add(Node&& node, Sign sign) {
  if (sign == Sign::kPlus) {
    push(std::move(node), Occur::kMust);
  } else if (sign == Sign::kMinus) {
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

std::optional<Node> ClauseList::finish(std::vector<QueryWarning>& warnings) {
  leave_out_everything(warnings);
  if (children_.empty()) return std::nullopt;
  if (children_.size() > 1) {
    Node node = parent_of(NodeKind::kClauses, span_, std::move(children_));
    node.signs = std::move(signs_);
    return node;
  }
  Node only = std::move(children_.front());
  return signs_.front() == Occur::kMustNot ? negation_of(std::move(only), span_.begin) : only;
}

void ClauseList::push(Node&& node, Occur occur) {
  if (children_.empty()) span_ = node.span;
  span_.end = node.span.end;
  children_.push_back(std::move(node));
  signs_.push_back(occur);
}

/// A lone * beside other clauses would add every document and rank none.
void ClauseList::leave_out_everything(std::vector<QueryWarning>& warnings) {
  for (std::size_t i = 0; i < children_.size() && children_.size() > 1;) {
    if (children_[i].kind != NodeKind::kAll || signs_[i] != Occur::kShould) {
      ++i;
      continue;
    }
    warnings.push_back(
        {"the lone * adds nothing to the words beside it and was passed over", children_[i].span});
    children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
    signs_.erase(signs_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace ksearch::query
