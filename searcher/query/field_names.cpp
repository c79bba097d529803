#include "searcher/query/field_names.h"

#include <algorithm>
#include <array>

namespace ksearch::query {
namespace {

constexpr std::array<std::string_view, 10> kNames = {
    "title", "person", "place", "org", "source", "language", "author", "path", "type", "date"};

struct Alias {
  std::string_view name;
  QueryField field;
};
constexpr Alias kAliases[] = {{"organisation", QueryField::kOrg},
                              {"organization", QueryField::kOrg},
                              {"location", QueryField::kPlace},
                              {"lang", QueryField::kLanguage},
                              {"month", QueryField::kDate}};

}  // namespace

std::string_view field_name(QueryField field) { return kNames[static_cast<std::size_t>(field)]; }

std::optional<QueryField> field_named(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto* const known = std::find(kNames.begin(), kNames.end(), lower);
  if (known != kNames.end()) return static_cast<QueryField>(known - kNames.begin());
  for (const Alias& alias : kAliases) {
    if (alias.name == lower) return alias.field;
  }
  return std::nullopt;
}

std::optional<EntityType> entity_type_of(QueryField field) {
  switch (field) {
    case QueryField::kPerson:
      return EntityType::kPerson;
    case QueryField::kPlace:
      return EntityType::kPlace;
    case QueryField::kOrg:
      return EntityType::kOrg;
    default:
      return std::nullopt;
  }
}

std::string field_list() {
  std::string list;
  for (std::size_t i = 0; i + 1 < kNames.size(); ++i) {
    if (i > 0) list += ", ";
    list += kNames[i];
  }
  return list.append(" and ").append(kNames.back());
}

}  // namespace ksearch::query
