#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/entities/corrections.h"
#include "common/entities/disjoint_sets.h"
#include "common/entities/name_forms.h"

namespace ksearch {

/// An entity while the table is derived.
struct EntityGroup {
  std::vector<NameForms::Index> names;  ///< none: the group has been joined to another
  NameForms::Index canonical = 0;
  EntityType type{};       ///< as shown
  std::string_view label;  ///< shown instead of the canonical name's spelling; empty: that
  bool hidden = false;
  const Correction* renamed = nullptr;  ///< by the user; the correction that counts
  const Correction* retyped = nullptr;  ///< likewise
  bool split = false;                   ///< its one name is of the type that was recognised
  bool label_denied = false;            ///< what the tables call it is another's name
};

/// The entities of the names of an index. The forms must outlive it, and so must the corrections
/// that its groups point to.
class EntityGroups {
 public:
  using Index = NameForms::Index;
  using Id = std::uint32_t;

  EntityGroups(const NameForms& forms, DisjointSets sets);

  [[nodiscard]] Id size() const { return static_cast<Id>(groups_.size()); }
  [[nodiscard]] EntityGroup& operator[](Id id) { return groups_[id]; }
  [[nodiscard]] const EntityGroup& operator[](Id id) const { return groups_[id]; }
  /// The entity of a name.
  [[nodiscard]] Id of(Index name) const { return group_of_[name]; }
  /// What an entity is shown as.
  [[nodiscard]] std::string_view shown(Id id) const;

  /// Chooses canonical name, type and label of a group anew, after a change.
  void describe(Id id);
  /// Makes two entities one, and empties the other; what the later correction said of either holds.
  void join(Id into, Id other);
  /// Takes a name out of its entity, into another or, if that is size(), into a new one.
  void move(Index name, Id to);

 private:
  const NameForms& forms_;
  std::vector<Id> group_of_;
  std::vector<EntityGroup> groups_;
};

}  // namespace ksearch
