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
#include <unordered_map>
#include <utility>

#include "common/entities/canonical_name.h"
#include "common/entities/join_rule.h"
#include "common/entities/name_forms.h"
#include "common/entities/name_joins.h"
#include "common/entities/names.h"

namespace ksearch {
namespace {

class Derivation {
 public:
  Derivation(std::span<const NameRecord> names, const Corrections& corrections,
             const UserNameTable& user_names)
      : forms_(names, user_names), corrections_(corrections), sets_(join_names(forms_)) {}

  std::vector<NameEntity> run() {
    apply_merges_and_splits();
    return result();
  }

 private:
  using Index = NameForms::Index;

  /// Moves on from sets to labels, which corrections can take apart as well.
  void apply_merges_and_splits() {
    labels_.resize(forms_.size());
    for (Index i = 0; i < forms_.size(); ++i) labels_[i] = sets_.find(i);
    automatic_ = labels_;
    if (corrections_.list.empty()) return;
    std::map<std::pair<EntityType, std::string>, Index> by_name;
    for (Index i = 0; i < forms_.size(); ++i) {
      by_name.emplace(std::make_pair(forms_.record(i).type, forms_[i].normalized), i);
    }
    const auto find = [&by_name](EntityType type, std::string_view name) -> std::optional<Index> {
      const auto found = by_name.find(std::make_pair(type, normalize_name(type, name)));
      if (found == by_name.end()) return std::nullopt;
      return found->second;
    };
    for (const Correction& correction : corrections_.list) {
      const std::optional<Index> name = find(correction.type, correction.name);
      if (!name) continue;
      const std::optional<Index> other = find(correction.type, correction.other);
      switch (correction.action) {
        case Correction::Action::kMerge:
          if (other) sets_.join(labels_[*name], labels_[*other]);
          break;
        case Correction::Action::kAlias:
          if (other) labels_[*name] = labels_[*other];
          break;
        case Correction::Action::kSplit:
          labels_[*name] = sets_.add();
          break;
        case Correction::Action::kHide:
        case Correction::Action::kRetype:
        case Correction::Action::kRename:
          changes_.emplace_back(*name, &correction);
          break;
      }
    }
  }

  std::vector<NameEntity> result() {
    std::unordered_map<Index, std::vector<Index>> members;
    members.reserve(forms_.size());
    for (Index i = 0; i < forms_.size(); ++i) members[sets_.find(labels_[i])].push_back(i);
    std::vector<NameEntity> out(forms_.size());
    for (const auto& [label, indices] : members) describe(indices, out);
    for (const auto& [name, correction] : changes_) {
      const Index canonical = out[name].entity;
      for (const Index i : members.at(sets_.find(labels_[name]))) {
        if (correction->action == Correction::Action::kHide) out[i].hidden = true;
        if (correction->action == Correction::Action::kRetype) {
          out[i].shown_type = correction->new_type;
        }
      }
      if (correction->action == Correction::Action::kRename) {
        out[canonical].shown_name = correction->other;
      }
    }
    return out;
  }

  void describe(const std::vector<Index>& indices, std::vector<NameEntity>& out) const {
    const EntityType type = entity_type(forms_, indices);
    const Index canonical = canonical_name(forms_, indices, type);
    for (const Index i : indices) {
      out[i] = NameEntity{canonical, type, false, rule_for(i, canonical), {}};
    }
    const std::string_view curated = forms_[canonical].curated;
    if (!curated.empty() && curated != forms_.record(canonical).name) {
      out[canonical].shown_name = std::string(curated);
    }
  }

  Rule rule_for(Index name, Index canonical) const {
    if (name == canonical) return Rule::kOwnName;
    if (automatic_[name] != automatic_[canonical] || labels_[name] != automatic_[name]) {
      return Rule::kCorrection;
    }
    return join_rule(forms_[name], forms_[canonical]);
  }

  NameForms forms_;
  const Corrections& corrections_;
  DisjointSets sets_;
  std::vector<Index> labels_;     ///< of each name; its entity is sets_.find(label)
  std::vector<Index> automatic_;  ///< labels before corrections
  std::vector<std::pair<Index, const Correction*>> changes_;  ///< hide, retype, rename
};

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

}  // namespace
std::vector<NameEntity> derive_entities(std::span<const NameRecord> names,
                                        const Corrections& corrections, const UserNames& known) {
  const UserNameTable user_names(known);
  std::vector<NameRecord> live;
  std::vector<std::uint32_t> number_of;  // of each live name
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (names[i].documents == 0) continue;
    live.push_back(names[i]);
    number_of.push_back(i);
  }
  if (live.size() == names.size()) return Derivation(names, corrections, user_names).run();

  std::vector<NameEntity> out = Derivation(names, corrections, user_names).run();
  const std::vector<NameEntity> of_live = Derivation(live, corrections, user_names).run();
  // Where the names of each set with dead ones have gone: to one entity, or to several.
  constexpr std::uint32_t kNone = 0xffffffff;
  constexpr std::uint32_t kSeveral = 0xfffffffe;
  std::vector<std::uint32_t> heir(names.size(), kNone);
  for (std::size_t k = 0; k < live.size(); ++k) {
    std::uint32_t& entity = heir[out[number_of[k]].entity];
    const std::uint32_t now = number_of[of_live[k].entity];
    entity = entity == kNone || entity == now ? now : kSeveral;
  }
  std::vector<std::uint32_t> live_index(names.size(), kNone);
  for (std::uint32_t k = 0; k < live.size(); ++k) live_index[number_of[k]] = k;
  const ShownNames shown(of_live);
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (live_index[i] != kNone) continue;
    // What is shown of an entity is one of its names, whoever else could be called so.
    const auto shown_as = shown.find(names[i], user_names);
    const std::uint32_t entity = shown_as ? number_of[*shown_as] : heir[out[i].entity];
    if (entity == kNone) continue;  // a set without documents
    if (entity == kSeveral) {
      out[i] = NameEntity{i, names[i].type, false, Rule::kOwnName, {}};
    } else {
      const NameEntity& owner = of_live[live_index[entity]];
      out[i] = NameEntity{entity,
                          owner.shown_type,
                          owner.hidden,
                          out[i].rule == Rule::kOwnName ? Rule::kSameName : out[i].rule,
                          {}};
    }
  }
  for (std::size_t k = 0; k < live.size(); ++k) {
    out[number_of[k]] = of_live[k];
    out[number_of[k]].entity = number_of[of_live[k].entity];
  }
  return out;
}

}  // namespace ksearch
