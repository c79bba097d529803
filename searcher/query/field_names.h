#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ksearch/entity.h"
#include "searcher/query/syntax.h"

namespace ksearch::query {

/// The name a field is printed with, such as "person".
[[nodiscard]] std::string_view field_name(QueryField field);

/// The field of a name or alias, in any case.
[[nodiscard]] std::optional<QueryField> field_named(std::string_view name);

/// The type of names a field looks for; none for fields of other values.
[[nodiscard]] std::optional<EntityType> entity_type_of(QueryField field);

/// All names without aliases, as a list for a message: "title, person, ... and date".
[[nodiscard]] std::string field_list();

}  // namespace ksearch::query
