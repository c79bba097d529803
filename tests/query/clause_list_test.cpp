#include "searcher/query/clause_list.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "searcher/query/printer.h"

using namespace ksearch;
using namespace ksearch::query;

namespace {

Node node(NodeKind kind, std::string text, Span span = {}) {
  Node made;
  made.kind = kind;
  made.text = std::move(text);
  made.span = span;
  return made;
}
Node word(std::string text, Span span = {}) { return node(NodeKind::kWord, std::move(text), span); }
Node person(std::string name) {
  Node made = node(NodeKind::kField, std::move(name));
  made.field = QueryField::kPerson;
  return made;
}
/// A group of words that all have one sign.
Node group(Sign sign) {
  ClauseList list;
  list.add(word("x"), sign);
  list.add(word("y"), sign);
  std::vector<QueryWarning> warnings;
  return *list.finish(warnings);
}

/// The canonical text of some clauses; a line for each warning follows.
std::string text_of(ClauseList list) {
  std::vector<QueryWarning> warnings;
  const auto made = list.finish(warnings);
  std::string text = made ? to_string(*made) : "nothing";
  for (const QueryWarning& warning : warnings) text += "\n? " + warning.message;
  return text;
}

}  // namespace

TEST_CASE("one clause is the clause itself, none is nothing") {
  CHECK(text_of({}) == "nothing");
  ClauseList one;
  one.add(word("a"), Sign::kPlus);
  CHECK(text_of(one) == "a");
  ClauseList negated;
  negated.add(word("a", {3, 4}), Sign::kMinus);
  CHECK(text_of(negated) == "NOT a");
  std::vector<QueryWarning> warnings;
  CHECK(negated.finish(warnings)->span == Span{3, 4});
}

TEST_CASE("clauses carry the sign they were given, or the one of what they are") {
  ClauseList list;
  list.add(word("a", {1, 2}), Sign::kNone);
  list.add(word("b"), Sign::kPlus);
  list.add(word("c"), Sign::kMinus);
  list.add(negation_of(word("d"), 0), Sign::kNone);
  list.add(person("e"), Sign::kNone);
  list.add(word("f", {8, 9}), Sign::kNone);
  std::vector<QueryWarning> warnings;
  const auto made = list.finish(warnings);
  REQUIRE(made);
  CHECK(made->signs == std::vector<Occur>{Occur::kShould, Occur::kMust, Occur::kMustNot,
                                          Occur::kMustNot, Occur::kFilter, Occur::kShould});
  CHECK(made->span == Span{1, 9});
  CHECK(warnings.empty());
}

TEST_CASE("a group of one sign joins the clauses around it, unless the sign is +") {
  for (const auto& [sign, expected] :
       {std::pair(Sign::kNone, "a x y"), {Sign::kMinus, "a -x -y"}, {Sign::kPlus, "a (+x +y)"}}) {
    ClauseList list;
    list.add(word("a"), Sign::kNone);
    list.add(group(sign), Sign::kNone);
    CHECK(text_of(list) == expected);
  }
  ClauseList list;
  list.add(word("a"), Sign::kNone);
  list.add(group(Sign::kNone), Sign::kMinus);
  CHECK(text_of(list) == "a -(x y)");
}

TEST_CASE("a lone * is left out beside other clauses and stays alone") {
  ClauseList list;
  list.add(node(NodeKind::kAll, ""), Sign::kNone);
  CHECK(text_of(list) == "*");
  list.add(word("a"), Sign::kNone);
  list.add(node(NodeKind::kAll, ""), Sign::kNone);
  const std::string warning =
      "\n? the lone * adds nothing to the words beside it and was passed over";
  CHECK(text_of(list) == "a" + warning + warning);
}
