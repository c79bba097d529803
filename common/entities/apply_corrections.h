#pragma once

#include <vector>

#include "common/entities/corrections.h"
#include "common/entities/entity_groups.h"
#include "common/entities/name_forms.h"

namespace ksearch {

/// Applies the user's corrections in order; each sees what those before it made. Says which found
/// nothing to change. The corrections must outlive the groups.
[[nodiscard]] std::vector<IdleCorrection> apply_corrections(const NameForms& forms,
                                                            const Corrections& corrections,
                                                            EntityGroups& groups);

}  // namespace ksearch
