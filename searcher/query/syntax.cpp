#include "searcher/query/syntax.h"

#include <utility>

namespace ksearch::query {

Node parent_of(NodeKind kind, Span span, std::vector<Node> children) {
  Node node;
  node.kind = kind;
  node.span = span;
  node.children = std::move(children);
  return node;
}

Node negation_of(Node child, std::size_t begin) {
  const Span span{begin, child.span.end};
  std::vector<Node> children;
  children.push_back(std::move(child));
  return parent_of(NodeKind::kNot, span, std::move(children));
}

}  // namespace ksearch::query
