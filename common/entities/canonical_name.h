#pragma once

#include <span>

#include "common/entities/name_forms.h"

namespace ksearch {

/// What an entity is: the type under which most documents have one of its names.
[[nodiscard]] EntityType entity_type(const NameForms& forms,
                                     std::span<const NameForms::Index> entity);

/// The name that stands for an entity of a type: the curated spelling, else the most frequent full
/// form of that type.
[[nodiscard]] NameForms::Index canonical_name(const NameForms& forms,
                                              std::span<const NameForms::Index> entity,
                                              EntityType type);

}  // namespace ksearch
