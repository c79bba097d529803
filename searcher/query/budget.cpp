#include "searcher/query/budget.h"

#include <string>

#include "ksearch/error.h"

namespace ksearch::query {

Spending::Spending(const QueryBudget& budget, std::size_t query_bytes)
    : budget_(budget), query_bytes_(query_bytes) {}

void Spending::count_operator(Span span) {
  if (query_bytes_ > budget_.operator_bytes) {
    throw QueryError("a query with operators, quotation marks or parentheses can have " +
                         std::to_string(budget_.operator_bytes) + " bytes and this one has " +
                         std::to_string(query_bytes_) +
                         "; with the plain option it is searched as mere text",
                     span);
  }
  if (++operators_ > budget_.operators) {
    throw QueryError("a query can have " + std::to_string(budget_.operators) +
                         " operators, phrases, prefixes and fields and this one has more",
                     span);
  }
}

Spending::Level::Level(Spending& spending, Span span) : spending_(spending) {
  if (spending_.depth_ == spending_.budget_.depth) {
    throw QueryError(
        "the query is nested deeper than " + std::to_string(spending_.budget_.depth) + " levels",
        span);
  }
  ++spending_.depth_;
}

void check_text_size(const QueryBudget& budget, std::size_t query_bytes) {
  if (query_bytes <= budget.text_bytes) return;
  throw QueryError("a query can have " + std::to_string(budget.text_bytes) +
                       " bytes and this one has " + std::to_string(query_bytes),
                   {0, query_bytes});
}

}  // namespace ksearch::query
