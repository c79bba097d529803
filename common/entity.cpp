#include "ksearch/entity.h"

namespace ksearch {

std::string_view to_string(EntityType type) noexcept {
  switch (type) {
    case EntityType::kPerson:
      return "person";
    case EntityType::kPlace:
      return "place";
    case EntityType::kOrg:
      return "org";
    case EntityType::kMisc:
      return "misc";
  }
  return "misc";
}

std::optional<EntityType> entity_type_from(std::string_view name) noexcept {
  if (name == "person") return EntityType::kPerson;
  if (name == "place" || name == "location") return EntityType::kPlace;
  if (name == "org" || name == "organisation" || name == "organization") return EntityType::kOrg;
  if (name == "misc") return EntityType::kMisc;
  return std::nullopt;
}

}  // namespace ksearch
