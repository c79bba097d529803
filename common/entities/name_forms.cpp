#include "common/entities/name_forms.h"

#include <optional>
#include <utility>

#include "common/entities/known_names.h"
#include "common/entities/name_keys.h"
#include "common/entities/names.h"

namespace ksearch {

NameForms::NameForms(std::span<const NameRecord> names, const UserNameTable& user_names)
    : names_(names) {
  forms_.reserve(names_.size());
  for (const NameRecord& name : names_) {
    NameForm form{normalize_name(name.type, name.name), name.type, {}, false};
    if (const auto known = user_names.find(name.type, form.normalized); !known.empty()) {
      form.curated = known;
      form.of_user = true;
      forms_.push_back(std::move(form));
      continue;
    }
    const std::optional<KnownName> known = find_known_inflected(form.normalized);
    form.type = certain_type(name.type, known);
    form.curated = curated_name(form.type, known);
    forms_.push_back(std::move(form));
  }
}

bool NameForms::precedes(Index a, Index b) const {
  if (names_[a].documents != names_[b].documents) return names_[a].documents > names_[b].documents;
  if (names_[a].mentions != names_[b].mentions) return names_[a].mentions > names_[b].mentions;
  if (forms_[a].normalized != forms_[b].normalized)
    return forms_[a].normalized < forms_[b].normalized;
  if (names_[a].type != names_[b].type) return names_[a].type < names_[b].type;
  return names_[a].name < names_[b].name;
}

}  // namespace ksearch
