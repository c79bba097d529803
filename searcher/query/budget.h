#pragma once

#include <cstddef>

#include "ksearch/span.h"

namespace ksearch::query {

/// How much a query may ask for. What goes beyond is a QueryError, found before any work is done.
struct QueryBudget {
  /// Of a query that is nothing but words. What they cost is bounded by whoever looks them up.
  std::size_t text_bytes = std::size_t{1} << 20;
  /// Of a query that holds an operator.
  std::size_t operator_bytes = 4096;
  /// AND, OR, NOT, NEAR, signs, parentheses, phrases, prefixes and fields: each costs a lookup.
  std::size_t operators = 64;
  /// Parentheses, NOT and title: inside one another.
  std::size_t depth = 20;
};

/// Counts what a query spends of its budget while it is read. All members throw QueryError, about
/// the bytes they are given, where the budget ends.
class Spending {
 public:
  /// Of a query of so many bytes. The budget must outlive it.
  Spending(const QueryBudget& budget, std::size_t query_bytes);
  void count_operator(Span span);

  /// One level of depth, for as long as it lives.
  class Level {
   public:
    Level(Spending& spending, Span span);
    ~Level() { --spending_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Spending& spending_;
  };

 private:
  const QueryBudget& budget_;
  std::size_t query_bytes_;
  std::size_t operators_ = 0;
  std::size_t depth_ = 0;
};

/// Throws QueryError for more bytes than text of any kind can have.
void check_text_size(const QueryBudget& budget, std::size_t query_bytes);

}  // namespace ksearch::query
