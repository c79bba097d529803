#pragma once

#include "common/entities/disjoint_sets.h"
#include "common/entities/name_forms.h"

namespace ksearch {

/// The names that the rules make one person, place or organisation (docs/entities.md), in sets.
/// They depend on the set of names and counts only.
[[nodiscard]] DisjointSets join_names(const NameForms& forms);

}  // namespace ksearch
