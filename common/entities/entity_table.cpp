// From names to entities, by rules only (research/entities.md, section 4): name_joins.cpp says
// which names are one, the user's corrections come last, and then each entity gets its type and the
// name that stands for it.
//
// Names that no document has any more never tie live names together: the live ones are derived by
// themselves, and a dead one follows them if it can mean one entity only, or is what one of them is
// shown as.
//
// Whatever is chosen is chosen by counts and then by spelling, never by position, so that the
// order of the names does not matter.

#include "common/entities/entity_table.h"

#include <map>
#include <optional>
#include <utility>

#include "common/entities/apply_corrections.h"
#include "common/entities/entity_groups.h"
#include "common/entities/join_rule.h"
#include "common/entities/name_forms.h"
#include "common/entities/name_joins.h"
#include "common/entities/names.h"

namespace ksearch {
namespace {

Rule rule_of(const NameForms& forms, const EntityGroup& entity, NameForms::Index name,
             const std::vector<NameForms::Index>& joined_by_rules) {
  if (name == entity.canonical) return Rule::kOwnName;
  if (joined_by_rules[name] != joined_by_rules[entity.canonical]) return Rule::kCorrection;
  return join_rule(forms[name], forms[entity.canonical]);
}

DerivedEntities derive(std::span<const NameRecord> names, const Corrections& corrections,
                       const UserNameTable& user_names) {
  const NameForms forms(names, user_names);
  EntityGroups groups(forms, join_names(forms));
  std::vector<EntityGroups::Id> joined_by_rules(names.size());
  for (std::uint32_t i = 0; i < names.size(); ++i) joined_by_rules[i] = groups.of(i);

  DerivedEntities derived;
  derived.idle = apply_corrections(forms, corrections, groups);
  derived.names.resize(names.size());
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const EntityGroup& entity = groups[groups.of(i)];
    derived.names[i] = {entity.canonical,
                        entity.type,
                        entity.hidden,
                        rule_of(forms, entity, i, joined_by_rules),
                        {}};
    if (i == entity.canonical) derived.names[i].shown_name = entity.label;
  }
  return derived;
}

/// Finds entities by the names that are shown instead of their spellings.
class ShownNames {
 public:
  explicit ShownNames(const std::vector<NameEntity>& entities) {
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
      const NameEntity& entity = entities[i];
      if (entity.shown_name.empty()) continue;
      entities_.emplace(
          std::pair(entity.shown_type, normalize_name(entity.shown_type, entity.shown_name)), i);
    }
  }

  /// The entity that is shown by this name, or by the known name that it is an alias of.
  [[nodiscard]] std::optional<std::uint32_t> find(const NameRecord& name,
                                                  const UserNameTable& user_names) const {
    if (entities_.empty()) return std::nullopt;
    const std::string normalized = normalize_name(name.type, name.name);
    const std::string_view known = user_names.find(name.type, normalized);
    auto found = entities_.find(std::pair(name.type, normalized));
    if (found == entities_.end() && !known.empty()) {
      found = entities_.find(std::pair(name.type, normalize_name(name.type, known)));
    }
    if (found == entities_.end()) return std::nullopt;
    return found->second;
  }

 private:
  std::map<std::pair<EntityType, std::string>, std::uint32_t> entities_;
};

constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::uint32_t kSeveral = 0xfffffffe;

/// The names that some document has, and the entities that are derived of them alone.
struct LiveNames {
  explicit LiveNames(std::span<const NameRecord> names) : index_of(names.size(), kNone) {
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      if (names[i].documents == 0) continue;
      index_of[i] = static_cast<std::uint32_t>(records.size());
      records.push_back(names[i]);
      number_of.push_back(i);
    }
  }
  /// The number of the entity of a live name.
  [[nodiscard]] std::uint32_t entity_of(std::size_t k) const {
    return number_of[entities[k].entity];
  }

  std::vector<NameRecord> records;
  std::vector<std::uint32_t> number_of;  ///< of each live name, among all names
  std::vector<std::uint32_t> index_of;   ///< the reverse; kNone: dead
  std::vector<NameEntity> entities;
};

/// Where the live names of each entity of `all` have gone: to one entity of theirs, or to several.
std::vector<std::uint32_t> heirs_of(const std::vector<NameEntity>& all, const LiveNames& live) {
  std::vector<std::uint32_t> heirs(all.size(), kNone);
  for (std::size_t k = 0; k < live.records.size(); ++k) {
    std::uint32_t& heir = heirs[all[live.number_of[k]].entity];
    const std::uint32_t now = live.entity_of(k);
    heir = heir == kNone || heir == now ? now : kSeveral;
  }
  return heirs;
}

}  // namespace

DerivedEntities derive_entities(std::span<const NameRecord> names, const Corrections& corrections,
                                const UserNames& known) {
  const UserNameTable user_names(known);
  LiveNames live(names);
  if (live.records.size() == names.size()) return derive(names, corrections, user_names);

  const std::vector<NameEntity> all = derive(names, corrections, user_names).names;
  DerivedEntities derived = derive(live.records, corrections, user_names);
  live.entities = std::move(derived.names);
  const std::vector<std::uint32_t> heirs = heirs_of(all, live);
  const ShownNames shown(live.entities);
  std::vector<NameEntity> out(names.size());
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (const std::uint32_t k = live.index_of[i]; k != kNone) {
      out[i] = live.entities[k];
      out[i].entity = live.entity_of(k);
      continue;
    }
    // What is shown of an entity is one of its names, whoever else could be called so.
    const auto shown_as = shown.find(names[i], user_names);
    const std::uint32_t entity = shown_as ? live.number_of[*shown_as] : heirs[all[i].entity];
    if (entity == kNone || entity == kSeveral) {
      out[i] = {i, names[i].type, false, Rule::kOwnName, {}};
      continue;
    }
    const NameEntity& owner = live.entities[live.index_of[entity]];
    const Rule rule = all[i].rule == Rule::kOwnName ? Rule::kSameName : all[i].rule;
    out[i] = {entity, owner.shown_type, owner.hidden, rule, {}};
  }
  return {std::move(out), std::move(derived.idle)};
}

}  // namespace ksearch
