#include "searcher/query/plan.h"

#include <algorithm>

namespace ksearch::query {
namespace {

PlanNode make(PlanKind kind, std::vector<PlanNode> children) {
  PlanNode node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

PlanNode pair(PlanKind kind, PlanNode first, PlanNode second) {
  PlanNode node;
  node.kind = kind;
  node.children.push_back(std::move(first));
  node.children.push_back(std::move(second));
  return node;
}

PlanNode union_of(PlanKind kind, std::vector<PlanNode> children) {
  std::erase_if(children, [](const PlanNode& child) { return child.is_nothing(); });
  if (children.empty()) return nothing();
  if (children.size() == 1) return std::move(children.front());
  return make(kind, std::move(children));
}

/// The documents from a number on, without weight.
class DocumentsFrom : public Xapian::PostingSource {
 public:
  explicit DocumentsFrom(Xapian::docid first) : first_(first) {}

  void init(const Xapian::Database& database) override {
    all_ = database.postlist_begin("");
    end_ = database.postlist_end("");
    is_started_ = false;
    const Xapian::docid last = database.get_lastdocid();
    most_ = first_ > last ? 0 : std::min(database.get_doccount(), last - first_ + 1);
    set_maxweight(0);
  }
  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return most_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return most_; }
  void next(double) override {
    if (!is_started_) return skip_to(first_, 0);
    ++all_;
  }
  void skip_to(Xapian::docid least, double) override {
    is_started_ = true;
    all_.skip_to(std::max(least, first_));
  }
  [[nodiscard]] bool at_end() const override { return all_ == end_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return *all_; }
  [[nodiscard]] Xapian::PostingSource* clone() const override { return new DocumentsFrom(first_); }

 private:
  Xapian::docid first_;
  Xapian::doccount most_ = 0;
  Xapian::PostingIterator all_;
  Xapian::PostingIterator end_;
  bool is_started_ = false;
};

Xapian::Query combine(Xapian::Query::op op, const PlanNode& node, unsigned window = 0) {
  std::vector<Xapian::Query> parts;
  parts.reserve(node.children.size());
  for (const PlanNode& child : node.children) parts.push_back(to_xapian(child));
  return {op, parts.begin(), parts.end(), window};
}

}  // namespace

PlanNode nothing() { return {}; }

PlanNode all() { return make(PlanKind::kAll, {}); }

PlanNode term(std::string text) {
  PlanNode node = make(PlanKind::kTerm, {});
  node.term = std::move(text);
  return node;
}

PlanNode any_of(std::vector<PlanNode> children) {
  return union_of(PlanKind::kOr, std::move(children));
}

PlanNode synonym_of(std::vector<PlanNode> children) {
  return union_of(PlanKind::kSynonym, std::move(children));
}

PlanNode all_of(std::vector<PlanNode> children) {
  if (std::ranges::any_of(children, [](const PlanNode& child) { return child.is_nothing(); })) {
    return nothing();
  }
  std::erase_if(children, [](const PlanNode& child) { return child.kind == PlanKind::kAll; });
  if (children.empty()) return all();
  if (children.size() == 1) return std::move(children.front());
  return make(PlanKind::kAnd, std::move(children));
}

PlanNode without(PlanNode node, PlanNode excluded) {
  if (node.is_nothing() || excluded.is_nothing()) return node;
  return pair(PlanKind::kAndNot, std::move(node), std::move(excluded));
}

PlanNode filtered(PlanNode node, PlanNode filter) {
  if (filter.is_nothing()) return nothing();
  if (node.is_nothing() || filter.kind == PlanKind::kAll) return node;
  return pair(PlanKind::kFilter, std::move(node), std::move(filter));
}

PlanNode and_maybe(PlanNode node, PlanNode bonus) {
  if (node.is_nothing() || bonus.is_nothing()) return node;
  return pair(PlanKind::kAndMaybe, std::move(node), std::move(bonus));
}

PlanNode phrase_of(std::vector<PlanNode> terms) {
  if (terms.empty()) return nothing();
  if (terms.size() == 1) return std::move(terms.front());
  const auto window = static_cast<unsigned>(terms.size());
  PlanNode node = make(PlanKind::kPhrase, std::move(terms));
  node.window = window;
  return node;
}

PlanNode scaled(PlanNode node, double scale) {
  if (node.is_nothing() || scale == 1.0) return node;
  PlanNode outer;
  outer.kind = PlanKind::kScale;
  outer.scale = scale;
  outer.children.push_back(std::move(node));
  return outer;
}

PlanNode documents_from(std::uint32_t first) {
  if (first <= 1) return all();
  PlanNode node = make(PlanKind::kFrom, {});
  node.first_document = first;
  return node;
}

Xapian::Query to_xapian(const PlanNode& node) {
  using Xapian::Query;
  switch (node.kind) {
    case PlanKind::kNothing:
      return Query::MatchNothing;
    case PlanKind::kAll:
      return Query::MatchAll;
    case PlanKind::kTerm:
      return Query(node.term);
    case PlanKind::kSynonym:
      return combine(Query::OP_SYNONYM, node);
    case PlanKind::kOr:
      return combine(Query::OP_OR, node);
    case PlanKind::kAnd:
      return combine(Query::OP_AND, node);
    case PlanKind::kAndNot:
      return combine(Query::OP_AND_NOT, node);
    case PlanKind::kFilter:
      return combine(Query::OP_FILTER, node);
    case PlanKind::kAndMaybe:
      return combine(Query::OP_AND_MAYBE, node);
    case PlanKind::kPhrase:
      return combine(Query::OP_PHRASE, node, node.window);
    case PlanKind::kNear:
      return combine(Query::OP_NEAR, node, node.window);
    case PlanKind::kScale:
      return {Query::OP_SCALE_WEIGHT, to_xapian(node.children.front()), node.scale};
    case PlanKind::kFrom:
      return Query((new DocumentsFrom(node.first_document))->release());
  }
  return Query::MatchNothing;
}

}  // namespace ksearch::query
