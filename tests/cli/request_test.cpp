#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "common/format/request_options.h"
#include "ksearch/error.h"

using namespace ksearch;
using namespace ksearch::cli;

TEST_CASE("options become a search request") {
  const SearchRequest request = request_from(Arguments::parse({"peace",
                                                               "--person",
                                                               "Putin",
                                                               "--person=Zelensky",
                                                               "--place",
                                                               "Kyiv",
                                                               "--org=UN",
                                                               "--language",
                                                               "fr",
                                                               "--source",
                                                               "Le Monde",
                                                               "--without",
                                                               "location=Moscow",
                                                               "--since",
                                                               "2025-05",
                                                               "--until=2025-06-02",
                                                               "-n3",
                                                               "--offset",
                                                               "6",
                                                               "--sort",
                                                               "newest",
                                                               "--snippets",
                                                               "1",
                                                               "--snippet-chars",
                                                               "90",
                                                               "--facets=person,location",
                                                               "--exact",
                                                               "--plain",
                                                               "--exact-total",
                                                               "--explain"}));
  using Values = std::vector<std::pair<Field, std::string>>;
  CHECK(request.filters.with == Values{{Field::kPerson, "Putin"},
                                       {Field::kPerson, "Zelensky"},
                                       {Field::kPlace, "Kyiv"},
                                       {Field::kOrg, "UN"},
                                       {Field::kLanguage, "fr"},
                                       {Field::kSource, "Le Monde"}});
  CHECK(request.filters.without == Values{{Field::kPlace, "Moscow"}});
  CHECK(request.filters.since == "2025-05");
  CHECK(request.filters.until == "2025-06-02");
  CHECK(request.limit == 3);
  CHECK(request.offset == 6);
  CHECK(request.sort == SortOrder::kNewest);
  CHECK(request.snippets == 1);
  CHECK(request.snippet_chars == 90);
  CHECK(request.facets == std::vector<Field>{Field::kPerson, Field::kPlace});
  CHECK(request.exact);
  CHECK(request.plain);
  CHECK(request.exact_total);
  CHECK(request.explain);
  CHECK(request.stop_language == "fr");
}

TEST_CASE("without options the request is the library's default") {
  const SearchRequest request = request_from(Arguments::parse({"peace"}));
  CHECK(request.limit == 10);
  CHECK(request.snippets == 2);
  CHECK(request.snippet_chars == 160);
  CHECK(request.facets.empty());
  CHECK(request.filters.with.empty());
}

TEST_CASE("a wrong value is named in one sentence") {
  struct Case {
    std::vector<std::string> words;
    std::string message;
  };
  for (const Case& one : {
           Case{{"x", "--sort", "date"}, "'--sort' is relevance, newest or oldest, not 'date'"},
           Case{{"x", "--facets=people"},
                "there is no field 'people'; there are person, place, org, language, source, "
                "author, type and month"},
           Case{{"x", "--facets=person,"},
                "there is no field ''; there are person, place, org, language, source, author, "
                "type and month"},
           Case{{"x", "--without", "Putin"},
                "'--without' takes FIELD=NAME, such as person=Putin, not 'Putin'"},
           Case{{"x", "--without", "person="},
                "'--without' takes FIELD=NAME, such as person=Putin, not 'person='"},
           Case{{"x", "--person", ""}, "'--person' names nothing"},
       }) {
    CHECK_THROWS_WITH_AS(static_cast<void>(request_from(Arguments::parse(one.words))),
                         one.message.c_str(), Error);
  }
}

TEST_CASE("query words are joined by one space") {
  CHECK(joined_query({"peace", "\"two words\"", ""}) == "peace \"two words\" ");
  CHECK(joined_query({}).empty());
}
