// A correction means what the user sees. Its name is looked up among the names of documents and
// among the names that entities are shown by; and within a type, the name that an entity is shown
// by is nobody else's, so that whatever a facet lists can be asked for and corrected. After each
// correction `settle` sees to that: where two entities claim one name, a spelling from the tables
// gives way; two that both have the name are one.

#include "common/entities/apply_corrections.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/entities/name_keys.h"
#include "common/entities/names.h"

namespace ksearch {
namespace {

using Action = Correction::Action;
using Id = EntityGroups::Id;
using Index = NameForms::Index;

constexpr std::array kTypes = {EntityType::kPerson, EntityType::kPlace, EntityType::kOrg,
                               EntityType::kMisc};

std::string key_of(EntityType type, std::string_view normalized) {
  return static_cast<char>('0' + static_cast<int>(type)) + std::string(normalized);
}

std::string nobody_is_called(EntityType type, std::string_view name) {
  constexpr std::array<std::string_view, 4> kNobody = {"no person", "no place", "no organisation",
                                                       "nothing else"};
  return fmt::format("{} is called \"{}\"; the correction waits until a document names one",
                     kNobody.at(static_cast<std::size_t>(type)), name);
}

class CorrectionRun {
 public:
  CorrectionRun(const NameForms& forms, EntityGroups& groups) : forms_(forms), groups_(groups) {
    for (Index name = 0; name < forms.size(); ++name) {
      recognised_.emplace(key_of(forms.record(name).type, forms[name].normalized), name);
    }
    for (Id id = 0; id < groups.size(); ++id) shown_.emplace(shown_key(id), id);
  }

  /// Why a correction changes nothing; empty: it has been applied.
  std::string apply(const Correction& correction) {
    const std::optional<Found> name = find(correction.type, correction.name);
    if (correction.action == Action::kAlias || correction.action == Action::kMerge) {
      return unite(correction, name);
    }
    if (!name) return nobody_is_called(correction.type, correction.name);
    switch (correction.action) {
      case Action::kSplit:
        return split(correction, *name);
      case Action::kHide:
        groups_[name->entity].hidden = true;
        return {};
      case Action::kRetype:
        groups_[name->entity].retyped = &correction;
        claim_name(name->entity, correction.action);
        return {};
      case Action::kRename:
        groups_[name->entity].renamed = &correction;
        claim_name(name->entity, correction.action);
        return {};
      case Action::kMerge:
      case Action::kAlias:
        break;
    }
    return {};
  }

 private:
  struct Found {
    Id entity;
    std::optional<Index> name;  ///< of a document; none: the entity is only shown so
  };

  [[nodiscard]] std::string shown_key(Id id) const {
    const EntityGroup& group = groups_[id];
    const bool recognised_type = forms_.record(group.canonical).type == group.type;
    if (group.label.empty() && recognised_type) {
      return key_of(group.type, forms_[group.canonical].normalized);
    }
    return key_of(group.type, normalize_name(group.type, groups_.shown(id)));
  }

  [[nodiscard]] std::optional<Index> recognised(EntityType type, std::string_view name) const {
    const auto found = recognised_.find(key_of(type, normalize_name(type, name)));
    if (found == recognised_.end()) return std::nullopt;
    return found->second;
  }

  /// Whom a user means; of a place, by the other spelling if nobody has just this one.
  [[nodiscard]] std::optional<Found> find(EntityType type, std::string_view name) const {
    const std::optional<Found> found = find_written(type, name);
    return found ? found : find_by_article(type, name);
  }

  /// The place whose name differs by "the" alone.
  [[nodiscard]] std::optional<Found> find_by_article(EntityType type, std::string_view name) const {
    if (type != EntityType::kPlace) return std::nullopt;
    const std::string other = other_article(normalize_name(type, name));
    return other.empty() ? std::nullopt : find_written(type, other);
  }

  /// Who is called so: a name recognised as this type; else who is shown so; else a name
  /// recognised as another type. What is shown as this type goes before what is not.
  [[nodiscard]] std::optional<Found> find_written(EntityType type, std::string_view name) const {
    const auto is_shown_as_type = [&](Index i) { return groups_[groups_.of(i)].type == type; };
    const std::optional<Index> own = recognised(type, name);
    if (own && is_shown_as_type(*own)) return Found{groups_.of(*own), own};
    std::optional<Found> shown;
    const auto entity = shown_.find(key_of(type, normalize_name(type, name)));
    if (entity != shown_.end()) shown = Found{entity->second, std::nullopt};
    for (const EntityType other : kTypes) {
      const std::optional<Index> spelt = recognised(other, name);
      if (!spelt || !is_shown_as_type(*spelt)) continue;
      const Found found{groups_.of(*spelt), spelt};
      if (!shown || shown->entity == found.entity) return found;
    }
    if (shown) return shown;
    if (own) return Found{groups_.of(*own), own};
    return std::nullopt;
  }

  /// Merge and alias. An alias need be no name of a document: it can be asked for.
  std::string unite(const Correction& correction, const std::optional<Found>& name) {
    const bool alias = correction.action == Action::kAlias;
    if (!name && !alias) return nobody_is_called(correction.type, correction.name);
    const std::optional<Found> other = find(correction.type, correction.other);
    if (!other) return nobody_is_called(correction.type, correction.other);
    if (!name || name->entity == other->entity) return {};
    if (alias && name->name) {
      part(*name->name, other->entity);
    } else {
      join(other->entity, name->entity);
    }
    settle({other->entity});
    return {};
  }

  std::string split(const Correction& correction, const Found& name) {
    if (groups_[name.entity].names.size() == 1) return {};
    if (!name.name) {
      return fmt::format("\"{}\" is shown for other spellings; no document has it to be split off",
                         correction.name);
    }
    const Id own = groups_.size();
    part(*name.name, own);
    settle({own});
    return {};
  }

  /// Takes a name out of its entity, which is not called so any more.
  void part(Index name, Id to) {
    const Id from = groups_.of(name);
    unlist(from);
    if (to < groups_.size()) unlist(to);
    groups_.move(name, to);
    groups_.describe(to);
    if (groups_[from].names.empty()) return;
    for (const auto correction : {&EntityGroup::renamed, &EntityGroup::retyped}) {
      groups_.describe(from);
      if (shown_key(from) != key_of(forms_.record(name).type, forms_[name].normalized)) break;
      if (!is_labelled_by_tables(from)) groups_[from].*correction = nullptr;
    }
    settle({from});
  }

  /// An entity that is given the name of another one of its type is that one. A new name is meant
  /// as it is written; under a new type the old one is compared as the rules do.
  void claim_name(Id entity, Action action) {
    unlist(entity);
    groups_.describe(entity);
    const EntityType type = groups_[entity].type;
    const std::string name(groups_.shown(entity));
    std::optional<Found> owner = find_written(type, name);
    if (action == Action::kRetype && (!owner || owner->entity == entity)) {
      owner = find_by_article(type, name);
      const bool split = owner && (groups_[owner->entity].split || groups_[entity].split);
      if (split) owner.reset();
    }
    if (owner && owner->entity != entity && groups_[owner->entity].type == type) {
      join(entity, owner->entity);
    }
    settle({entity});
  }

  void join(Id into, Id other) {
    unlist(into);
    unlist(other);
    groups_.join(into, other);
  }

  void unlist(Id id) {
    if (groups_[id].names.empty()) return;
    const auto found = shown_.find(shown_key(id));
    if (found != shown_.end() && found->second == id) shown_.erase(found);
  }

  /// Two entities claim one name.
  struct Conflict {
    Id rival;
    bool own_label;    ///< the entity asked about claims it as the name it is shown by
    bool rival_label;  ///< so does the rival
  };

  [[nodiscard]] std::optional<Conflict> conflict_of(Id id) const {
    const EntityGroup& group = groups_[id];
    const std::string key = shown_key(id);
    if (key.size() == 1) return std::nullopt;  // no letter, so nobody can ask for it
    if (const auto other = shown_.find(key); other != shown_.end() && other->second != id) {
      return Conflict{other->second, true, true};
    }
    if (const auto name = recognised_.find(key); name != recognised_.end()) {
      const Id owner = groups_.of(name->second);
      if (owner != id && groups_[owner].type == group.type) return Conflict{owner, true, false};
    }
    for (const Index name : group.names) {
      if (forms_.record(name).type != group.type) continue;
      const auto other = shown_.find(key_of(group.type, forms_[name].normalized));
      if (other != shown_.end() && other->second != id) return Conflict{other->second, false, true};
    }
    return std::nullopt;
  }

  /// Whether an entity is shown by a spelling that the tables gave it and that none of its names
  /// has.
  [[nodiscard]] bool is_labelled_by_tables(Id id) const {
    const EntityGroup& group = groups_[id];
    return group.renamed == nullptr && !group.label.empty() &&
           normalize_name(group.type, group.label) !=
               normalize_name(group.type, forms_.record(group.canonical).name);
  }

  void settle(std::vector<Id> changed) {
    while (!changed.empty()) {
      const Id id = changed.back();
      changed.pop_back();
      if (groups_[id].names.empty()) continue;
      unlist(id);
      groups_.describe(id);
      const std::optional<Conflict> conflict = conflict_of(id);
      if (!conflict) {
        shown_.emplace(shown_key(id), id);
        continue;
      }
      changed.push_back(id);
      if (conflict->own_label && is_labelled_by_tables(id)) {
        groups_[id].label_denied = true;
      } else if (conflict->rival_label && is_labelled_by_tables(conflict->rival)) {
        unlist(conflict->rival);
        groups_[conflict->rival].label_denied = true;
        changed.push_back(conflict->rival);
      } else {
        join(id, conflict->rival);
      }
    }
  }

  const NameForms& forms_;
  EntityGroups& groups_;
  /// By key_of() of the type and the normalised form.
  std::unordered_map<std::string, Index> recognised_;
  std::unordered_map<std::string, Id> shown_;
};

}  // namespace

std::vector<IdleCorrection> apply_corrections(const NameForms& forms,
                                              const Corrections& corrections,
                                              EntityGroups& groups) {
  std::vector<IdleCorrection> idle;
  if (corrections.list.empty()) return idle;
  CorrectionRun run(forms, groups);
  for (std::size_t i = 0; i < corrections.list.size(); ++i) {
    std::string reason = run.apply(corrections.list[i]);
    if (!reason.empty()) idle.push_back({i, std::move(reason)});
  }
  return idle;
}

}  // namespace ksearch
