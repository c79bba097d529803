#include "common/schema.h"

#include <doctest/doctest.h>

namespace ksearch::schema {
namespace {

TEST_CASE("the term of a value fits whatever its length, and what is shown of it finds it again") {
  for (const std::string& letter :
       {std::string("a"), std::string("\u00e9"), std::string("\u0416")}) {
    std::string value;
    for (std::size_t length = 0; length < 400; ++length, value += letter) {
      CAPTURE(letter);
      CAPTURE(length);
      const std::string term = value_term(kAuthorPrefix, value);
      CHECK(fits(term));
      const std::string start = value_term_prefix(kAuthorPrefix, value);
      CHECK(term.starts_with(start));
      const std::string shown = term.substr(start.size());
      CHECK(value.starts_with(shown));
      CHECK(value_term_prefix(kAuthorPrefix, shown) == start);
      if (length < 60) CHECK(shown == value);
    }
  }
}

}  // namespace
}  // namespace ksearch::schema
