#include "server/pages/page_state.h"

#include <doctest/doctest.h>

#include "ksearch/error.h"

namespace ksearch::pages {

TEST_CASE("parameters are a search, and the address says the same") {
  const PageState state = read_state({{"q", "truce"},
                                      {"person", "Ada Brook"},
                                      {"person", "Boris Quill"},
                                      {"source", "Evening Mail"},
                                      {"without", "place=Norwick"},
                                      {"since", "2025-05"},
                                      {"until", ""},
                                      {"sort", "newest"},
                                      {"offset", "20"},
                                      {"exact", "1"},
                                      {"unknown", "x"}});
  const SearchRequest& request = state.request;
  CHECK(request.query == "truce");
  using Values = std::vector<std::pair<Field, std::string>>;
  CHECK(request.filters.with == Values{{Field::kPerson, "Ada Brook"},
                                       {Field::kPerson, "Boris Quill"},
                                       {Field::kSource, "Evening Mail"}});
  CHECK(request.filters.without == Values{{Field::kPlace, "Norwick"}});
  CHECK(request.filters.since == "2025-05");
  CHECK(request.filters.until.empty());
  CHECK(request.sort == SortOrder::kNewest);
  CHECK(request.offset == 20);
  CHECK(request.exact);
  CHECK(state.address.text() ==
        "/search?q=truce&person=Ada%20Brook&person=Boris%20Quill&source=Evening%20Mail"
        "&without=place%3DNorwick&since=2025-05&sort=newest&exact=1");
}

TEST_CASE("reading an address gives the same address") {
  const PageState state =
      read_state({{"q", "a=b&c"}, {"without", "org=A=B"}, {"language", "fr"}, {"plain", "1"}});
  CHECK(read_state(state.address.parameters()).address.text() == state.address.text());
}

TEST_CASE("including and excluding a value take each other's place") {
  const Address start = Address("/search").with("q", "x");
  const Address with = including(start, Field::kPlace, "Norwick");
  CHECK(with.text() == "/search?q=x&place=Norwick");
  const Address without = excluding(with, Field::kPlace, "Norwick");
  CHECK(without.text() == "/search?q=x&without=place%3DNorwick");
  CHECK(including(without, Field::kPlace, "Norwick").text() == with.text());
}

TEST_CASE("what makes no sense is refused") {
  CHECK_THROWS_AS((void)read_state({{"sort", "upwards"}}), Error);
  CHECK_THROWS_AS((void)read_state({{"offset", "-1"}}), Error);
  CHECK_THROWS_AS((void)read_state({{"without", "nosuch=x"}}), Error);
}

}  // namespace ksearch::pages
