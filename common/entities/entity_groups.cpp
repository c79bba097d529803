#include "common/entities/entity_groups.h"

#include <algorithm>
#include <cassert>

#include "common/entities/canonical_name.h"

namespace ksearch {
namespace {

const Correction* later(const Correction* a, const Correction* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  return std::max(a, b);
}

}  // namespace

EntityGroups::EntityGroups(const NameForms& forms, DisjointSets sets)
    : forms_(forms), group_of_(forms.size()) {
  constexpr Id kNone = 0xffffffff;
  std::vector<Id> group_of_set(forms.size(), kNone);
  for (Index name = 0; name < forms.size(); ++name) {
    Id& id = group_of_set[sets.find(name)];
    if (id == kNone) {
      id = size();
      groups_.emplace_back();
    }
    groups_[id].names.push_back(name);
    group_of_[name] = id;
  }
  for (Id id = 0; id < size(); ++id) describe(id);
}

std::string_view EntityGroups::shown(Id id) const {
  const EntityGroup& group = groups_[id];
  return group.label.empty() ? std::string_view(forms_.record(group.canonical).name) : group.label;
}

void EntityGroups::describe(Id id) {
  EntityGroup& group = groups_[id];
  assert(!group.names.empty());
  const EntityType type =
      group.split ? forms_.record(group.names.front()).type : entity_type(forms_, group.names);
  group.canonical = canonical_name(forms_, group.names, type);
  group.type = group.retyped != nullptr ? group.retyped->new_type : type;
  group.label = {};
  if (group.renamed != nullptr) {
    group.label = group.renamed->other;
  } else if (!group.label_denied) {
    group.label = forms_[group.canonical].shown;
  }
  if (group.label == forms_.record(group.canonical).name) group.label = {};
}

void EntityGroups::join(Id into, Id other) {
  EntityGroup& to = groups_[into];
  EntityGroup& from = groups_[other];
  for (const Index name : from.names) group_of_[name] = into;
  to.names.insert(to.names.end(), from.names.begin(), from.names.end());
  to.hidden = to.hidden || from.hidden;
  to.renamed = later(to.renamed, from.renamed);
  to.retyped = later(to.retyped, from.retyped);
  to.split = false;
  to.label_denied = false;
  from = EntityGroup();
  describe(into);
}

void EntityGroups::move(Index name, Id to) {
  if (to == size()) groups_.emplace_back();
  EntityGroup& from = groups_[group_of_[name]];
  std::erase(from.names, name);
  if (from.names.empty()) from = EntityGroup();
  groups_[to].names.push_back(name);
  groups_[to].split = groups_[to].names.size() == 1;
  group_of_[name] = to;
}

}  // namespace ksearch
