#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "searcher/query/syntax.h"

namespace ksearch::query {

/// The name a field is printed with, such as "person".
[[nodiscard]] std::string_view field_name(QueryField field);

/// The field of a name or alias, in any case.
[[nodiscard]] std::optional<QueryField> field_named(std::string_view name);

/// All names without aliases, as a list for a message: "title, person, ... and date".
[[nodiscard]] std::string field_list();

}  // namespace ksearch::query
