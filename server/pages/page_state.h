#pragma once

#include <span>

#include "ksearch/searcher.h"
#include "server/pages/address.h"

namespace ksearch::pages {

/// A search as the page's address holds it: every state of the page can be linked to.
struct PageState {
  SearchRequest request;  ///< its query, filters, order and offset
  /// /search with the parameters that say so, without the offset: each link that changes the search
  /// begins a new list.
  Address address{"/search"};
};

/// The fields that a search can be narrowed by with one click, in the order they are shown.
[[nodiscard]] std::span<const Field> filter_fields();

/// Reads parameters: q; each name of filter_fields(), any number of times; without=FIELD=NAME;
/// since, until; sort; offset; exact, plain and copies, which are on when they are 1. Empty and
/// unknown ones are passed over, as a form sends all its fields. Throws Error(kInvalidArgument) for
/// an unknown order or field and for an offset that is no number.
[[nodiscard]] PageState read_state(const NamedValues& parameters);

/// "person=Ada Brook", as the parameter `without` has it.
[[nodiscard]] std::string exclusion(Field field, std::string_view value);

/// The same search with one more condition; the opposite one is taken out.
[[nodiscard]] Address including(const Address& address, Field field, std::string_view value);
[[nodiscard]] Address excluding(const Address& address, Field field, std::string_view value);

}  // namespace ksearch::pages
