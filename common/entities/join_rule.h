#pragma once

#include "common/entities/name_forms.h"

namespace ksearch {

/// The rule by which a name is one entity with the name that stands for it, when the rules joined
/// them.
[[nodiscard]] Rule join_rule(const NameForm& name, const NameForm& canonical);

}  // namespace ksearch
