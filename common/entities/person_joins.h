#pragma once

#include "common/entities/disjoint_sets.h"
#include "common/entities/name_forms.h"

namespace ksearch {

/// Joins the names that are one person: other romanisations, variants of given names, initials,
/// lone surnames (docs/entities.md has the rules).
void join_people(const NameForms& forms, DisjointSets& sets);

}  // namespace ksearch
