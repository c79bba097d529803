#pragma once

#include <xapian.h>

#include <bit>
#include <cstdint>
#include <vector>

#include "searcher/query/plan.h"

namespace ksearch {

/// A set of Xapian document numbers, as a bitmap. A value type.
class MatchSet {
 public:
  /// The empty set of numbers up to `last_document`.
  explicit MatchSet(std::uint32_t last_document) : words_(last_document / 64 + 1) {}

  void add(std::uint32_t document) { words_[document / 64] |= std::uint64_t{1} << document % 64; }
  [[nodiscard]] bool contains(std::uint32_t document) const {
    return (words_[document / 64] >> document % 64 & 1) != 0;
  }
  MatchSet& operator|=(const MatchSet& other);
  MatchSet& operator&=(const MatchSet& other);
  MatchSet& operator-=(const MatchSet& other);
  [[nodiscard]] std::uint64_t size() const;
  /// A number beyond all those the set can hold.
  [[nodiscard]] std::uint32_t end() const { return static_cast<std::uint32_t>(words_.size() * 64); }
  /// Calls `action` for each number, ascending.
  template <typename Action>
  void for_each(Action&& action) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t bits = words_[i]; bits != 0; bits &= bits - 1) {
        action(static_cast<std::uint32_t>(i * 64 + static_cast<unsigned>(std::countr_zero(bits))));
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

/// The documents that match a plan, exactly: posting lists are read and combined without scoring,
/// which is several times faster than asking Xapian to rank every match. Phrases and NEAR are left
/// to Xapian. Lets Xapian's errors pass.
[[nodiscard]] MatchSet find_matches(const Xapian::Database& database, const query::PlanNode& plan);

}  // namespace ksearch
