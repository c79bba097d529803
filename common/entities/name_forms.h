#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/entities/entity_table.h"
#include "common/entities/user_names.h"

namespace ksearch {

/// A name as the rules see it.
struct NameForm {
  std::string normalized;
  EntityType type;           ///< the recognised one, unless the tables are certain of another
  std::string_view curated;  ///< what the tables know it as, or empty
  std::string_view shown;    ///< the same, without the article that this name does not have
  bool of_user = false;      ///< curated by the user
  bool article = false;      ///< a place's name begins with an article that does not matter

  /// The normalised name without an article that does not matter.
  [[nodiscard]] std::string_view plain() const;
};

/// The names of an index and their forms, by the position of the name. The names and the table of
/// the user's must outlive it. Immutable.
class NameForms {
 public:
  using Index = std::uint32_t;

  NameForms(std::span<const NameRecord> names, const UserNameTable& user_names);
  [[nodiscard]] Index size() const { return static_cast<Index>(names_.size()); }
  [[nodiscard]] const NameRecord& record(Index i) const { return names_[i]; }
  [[nodiscard]] const NameForm& operator[](Index i) const { return forms_[i]; }
  /// The order of preference: by counts and then by spelling, without an article first; never by
  /// position. Total for distinct names.
  [[nodiscard]] bool precedes(Index a, Index b) const;

 private:
  std::span<const NameRecord> names_;
  std::vector<NameForm> forms_;
};

}  // namespace ksearch
