#pragma once

#include <xapian.h>

#include <vector>

#include "common/entities/corrections.h"
#include "common/entities/user_names.h"
#include "common/storage/name_registry.h"

namespace ksearch {

/// What write_entity_table() takes.
struct BuiltEntityTable {
  std::vector<EntityEntry> entries;
  std::vector<ShownName> shown_names;
  std::vector<IdleCorrection> idle;  ///< corrections that change nothing
};

/// Derives the entities of all names from the numbers of documents that hold them now, so that the
/// table depends neither on the order in which documents came nor on deleted ones. One entry for
/// each name, by number.
[[nodiscard]] BuiltEntityTable build_entity_table(const Xapian::Database& database,
                                                  const NameRegistry& names,
                                                  const Corrections& corrections,
                                                  const UserNames& known);

}  // namespace ksearch
