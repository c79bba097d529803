#include "common/entities/canonical_name.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/entities/known_names.h"
#include "common/entities/names.h"
#include "common/entities/person_names.h"

namespace ksearch {
namespace {

using Index = NameForms::Index;

/// Whether a name of an entity has a given name. "Kilroy-Silk" has none where another name of the
/// entity is "Robert Kilroy-Silk".
bool is_full_name(const NameForms& forms, Index i, std::span<const Index> entity) {
  const std::string& name = forms[i].normalized;
  if (parse_person_name(name).given_key.size() <= 1) return false;
  const auto known = find_known_name(std::string_view(name).substr(0, name.find(' ')));
  if (known && known->is(kKnownGivenName)) return true;
  return std::none_of(entity.begin(), entity.end(), [&](Index other) {
    const std::string& longer = forms[other].normalized;
    return longer.size() > name.size() && longer.ends_with(name) &&
           longer[longer.size() - name.size() - 1] == ' ' &&
           forms[other].type == EntityType::kPerson;
  });
}

}  // namespace

EntityType entity_type(const NameForms& forms, std::span<const NameForms::Index> entity) {
  std::array<std::uint64_t, 4> documents{};
  for (const Index i : entity) {
    documents[static_cast<std::size_t>(forms[i].type)] +=
        std::uint64_t{1} + forms.record(i).documents;
  }
  return static_cast<EntityType>(std::max_element(documents.begin(), documents.end()) -
                                 documents.begin());
}

NameForms::Index canonical_name(const NameForms& forms, std::span<const NameForms::Index> entity,
                                EntityType type) {
  const auto rank = [&](Index i) {
    int value = 0;
    if (forms[i].type != type) value += 8;
    if (forms[i].curated.empty()) value += 4;
    if (!forms[i].curated.empty() && normalize_name(type, forms[i].shown) != forms[i].normalized) {
      value += 2;
    }
    if (type == EntityType::kPerson && !is_full_name(forms, i, entity)) value += 1;
    return value;
  };
  Index best = entity.front();
  int best_rank = rank(best);
  for (const Index i : entity) {
    const int r = rank(i);
    if (r < best_rank || (r == best_rank && forms.precedes(i, best))) {
      best = i;
      best_rank = r;
    }
  }
  return best;
}

}  // namespace ksearch
