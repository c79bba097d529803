#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ksearch/entity.h"

namespace ksearch {

/// Ties short forms to the full names of one document: surnames, given names and initials to the
/// person's full name, acronyms and first words to the organisation's, spellings in capitals to
/// the spelling used elsewhere. `mentions` hold as name their own surface without title and
/// possessive; afterwards the full name. A short form that could be two people keeps its own.
/// Thread-safe.
void resolve_names(std::vector<Mention>& mentions);

}  // namespace ksearch
