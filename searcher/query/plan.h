#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace ksearch::query {

enum class PlanKind : std::uint8_t {
  kNothing,  ///< no document
  kAll,      ///< every document
  kTerm,     ///< term
  kSynonym,  ///< children, terms that are weighted as one
  kOr,
  kAnd,
  kAndNot,    ///< children[0] without children[1]
  kFilter,    ///< children[0] where children[1] holds too; only the first is ranked
  kAndMaybe,  ///< children[0]; children[1] adds to the rank and matches nothing by itself
  kPhrase,    ///< children, terms, in order within `window` positions
  kNear,      ///< children, terms, in any order within `window` positions
  kScale,     ///< children[0], its weight times `scale`
  kFrom,      ///< documents with Xapian's numbers from `first_document` on; not ranked
};

/// What a query asks of the index: a tree over terms. It is both compiled to Xapian, which ranks,
/// and evaluated as a set of documents (searcher/match_set.h), which counts. A value type.
struct PlanNode {
  PlanKind kind = PlanKind::kNothing;
  std::string term;
  unsigned window = 0;
  double scale = 1;
  std::uint32_t first_document = 0;
  std::vector<PlanNode> children;

  [[nodiscard]] bool is_nothing() const { return kind == PlanKind::kNothing; }
};

[[nodiscard]] PlanNode nothing();
[[nodiscard]] PlanNode all();
[[nodiscard]] PlanNode term(std::string text);
/// These drop children that match nothing and collapse where one child or none is left.
[[nodiscard]] PlanNode any_of(std::vector<PlanNode> children);
[[nodiscard]] PlanNode synonym_of(std::vector<PlanNode> children);
[[nodiscard]] PlanNode all_of(std::vector<PlanNode> children);
[[nodiscard]] PlanNode without(PlanNode node, PlanNode excluded);
[[nodiscard]] PlanNode filtered(PlanNode node, PlanNode filter);
[[nodiscard]] PlanNode and_maybe(PlanNode node, PlanNode bonus);
/// Terms at consecutive positions; one term is itself, no term is nothing.
[[nodiscard]] PlanNode phrase_of(std::vector<PlanNode> terms);
[[nodiscard]] PlanNode scaled(PlanNode node, double scale);
/// Documents with Xapian's numbers from `first` on.
[[nodiscard]] PlanNode documents_from(std::uint32_t first);

[[nodiscard]] Xapian::Query to_xapian(const PlanNode& node);

}  // namespace ksearch::query
