#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/entities/words.h"

namespace ksearch {

/// Words [begin, end) that name somebody or something.
struct NameRange {
  std::size_t begin;
  std::size_t end;
  EntityType type;
};

/// Turns ranges of words, in order and disjoint, into mentions whose name is their own surface:
/// without a possessive, in one line. "Mr", "Ms" and the like before a person become part of the
/// span but not of the name. Ranges in furniture are left out.
[[nodiscard]] std::vector<Mention> make_mentions(std::string_view text,
                                                 const std::vector<Word>& words,
                                                 std::span<const NameRange> ranges);

}  // namespace ksearch
