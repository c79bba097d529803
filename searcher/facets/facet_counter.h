#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/storage/generation.h"
#include "ksearch/searcher.h"
#include "searcher/match_set.h"

namespace ksearch {

/// What is counted of a field.
struct FacetOptions {
  std::size_t limit = 10;     ///< values; 0: all
  std::string_view contains;  ///< keep values one of whose names holds all of these words
};

/// Counts the values of a field over some documents, exactly. A document counts once for a value
/// however many of its names it holds.
///
/// People, places and organisations are counted from the column of name numbers, which is an order
/// of magnitude faster than value slots of strings; other fields have few values, whose posting
/// lists are read.
[[nodiscard]] Facet count_facet(const Generation& generation, const MatchSet& matches, Field field,
                                const FacetOptions& options);

/// An entity and the documents that name it.
struct EntityCount {
  std::uint32_t entity = 0;
  std::uint32_t count = 0;
};

/// Documents for each entity of a type that has any, by number, and for each name.
struct NameCounts {
  std::vector<EntityCount> entities;
  std::vector<std::uint32_t> names;
};

/// Counts the names of a type in some documents; those of hidden entities are left out.
[[nodiscard]] NameCounts count_names(const Generation& generation, const MatchSet& matches,
                                     EntityType type);

/// The name an entity is shown by.
[[nodiscard]] std::string_view shown_name(const Generation& generation, std::uint32_t entity);

}  // namespace ksearch
