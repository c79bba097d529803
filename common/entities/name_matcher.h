#pragma once

#include <string>
#include <string_view>

#include "common/entities/person_names.h"
#include "ksearch/entity.h"

namespace ksearch {

/// Says which names a spelling can mean that no document has: "Turkey" finds an index that only
/// has "Türkiye", "Зеленський" one that only has "Zelensky". The rules are those by which
/// derive_entities() joins names, without its counts. Thread-safe once made.
class NameMatcher {
 public:
  /// A spelling of a name of this type, as people type it.
  NameMatcher(EntityType type, std::string_view spelling);

  /// Whether the spelling can mean the name with this normalised form (normalize_name).
  [[nodiscard]] bool matches(std::string_view normalized) const;

 private:
  EntityType type_;
  std::string normalized_;
  std::string plain_;         ///< without an article that does not matter
  std::string_view curated_;  ///< the shown name of the tables
  std::string key_;           ///< phrase_key() of a place or organisation
  std::string organisation_;  ///< organisation_key()
  PersonName person_;
};

}  // namespace ksearch
