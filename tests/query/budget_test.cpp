#include "searcher/query/budget.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "ksearch/error.h"

using namespace ksearch;
using namespace ksearch::query;

namespace {

/// The message of a QueryError and the begin of its span; empty when nothing is thrown.
template <typename Action>
std::string refusal(Action action) {
  try {
    action();
    return {};
  } catch (const QueryError& error) {
    return std::string(error.what()) + " @" + std::to_string(error.span().begin);
  }
}

}  // namespace

TEST_CASE("operators are counted to the last one that the budget has") {
  const QueryBudget budget{.operators = 2};
  Spending spending(budget, 10);
  CHECK(refusal([&] { spending.count_operator({1, 2}); }).empty());
  CHECK(refusal([&] { spending.count_operator({3, 4}); }).empty());
  CHECK(refusal([&] {
          spending.count_operator({5, 6});
        }) ==
        "a query can have 2 operators, phrases, prefixes and fields and this one has more @5");
}

TEST_CASE("a long query may have no operator at all") {
  const QueryBudget budget{.text_bytes = 8, .operator_bytes = 4};
  Spending fits(budget, 4);
  CHECK(refusal([&] { fits.count_operator({1, 2}); }).empty());
  Spending is_long(budget, 5);
  CHECK(refusal([&] {
          is_long.count_operator({1, 2});
        }) ==
        "a query with operators, quotation marks or parentheses can have 4 bytes and this one has "
        "5; with the plain option it is searched as mere text @1");
  CHECK(refusal([&] { check_text_size(budget, 8); }).empty());
  CHECK(refusal([&] { check_text_size(budget, 9); }) ==
        "a query can have 8 bytes and this one has 9 @0");
}

TEST_CASE("a level counts as long as it lives") {
  const QueryBudget budget{.depth = 2};
  Spending spending(budget, 10);
  for (int again = 0; again < 3; ++again) {
    const Spending::Level outer(spending, {0, 1});
    const Spending::Level inner(spending, {1, 2});
    CHECK(refusal([&] {
            const Spending::Level third(spending, {2, 3});
          }) == "the query is nested deeper than 2 levels @2");
  }
}
