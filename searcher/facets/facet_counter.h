#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/searcher.h"
#include "searcher/facets/name_counter.h"
#include "searcher/match_units.h"

namespace ksearch {

/// What is counted, and with which tables.
struct FacetSource {
  const Generation& generation;
  const MatchUnits& matches;
  NameCounter& names;
};

/// What is counted of a field.
struct FacetOptions {
  std::size_t limit = 10;     ///< values; 0: all
  std::string_view contains;  ///< keep values one of whose names holds all of these words
};

/// Counts the values of fields over all matches, exactly, a facet for each field. A story counts
/// once for a value however many of its names its matching copies hold.
///
/// People, places and organisations are counted from the column of name numbers, in one pass, which
/// is an order of magnitude faster than value slots of strings; other fields have few values, whose
/// posting lists are read.
[[nodiscard]] std::vector<Facet> count_facets(const FacetSource& source,
                                              std::span<const Field> fields,
                                              const FacetOptions& options);

}  // namespace ksearch
