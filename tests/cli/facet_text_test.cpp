#include "cli/facet_text.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/cli/sample_results.h"

using namespace ksearch;
using namespace ksearch::cli;

namespace {

Terminal wide(std::size_t width) {
  Terminal terminal;
  terminal.width = width;
  return terminal;
}

}  // namespace

TEST_CASE("facets stand side by side where they fit, else below each other") {
  const auto facets = test::sample_results().facets;
  CHECK(text_facets(facets, wide(80)) ==
        "People                   Places\n"
        "11  Vladimir Medinsky    12  Istanbul\n"
        " 3  Rustem Umerov\n"
        "    4 more\n");
  const std::string stacked =
      "People\n"
      "11  Vladimir Medinsky\n"
      " 3  Rustem Umerov\n"
      "    4 more\n"
      "\n"
      "Places\n"
      "12  Istanbul\n";
  CHECK(text_facets(facets, wide(30)) == stacked);
  CHECK(text_facets(facets, wide(Terminal::kUnlimited)) == stacked);
}

TEST_CASE("a value too long for its column is cut") {
  const std::vector<Facet> facets = {
      {Field::kOrg, {{"Organization for Security and Co-operation in Europe", 5, {}}}, 0}};
  CHECK(text_facets(facets, wide(24)) == "Organisations\n5  Organization for Sec…\n");
}

TEST_CASE("an empty facet says so") {
  CHECK(text_facets({{Field::kOrg, {}, 0}}, wide(80)) == "Organisations\nnone\n");
}

TEST_CASE("a facet of its own lists the names counted together when asked") {
  const Facet facet = test::sample_results().facets[0];
  CHECK(text_facet(facet, wide(80), false) ==
        "11  Vladimir Medinsky\n"
        " 3  Rustem Umerov\n"
        "    4 more\n");
  CHECK(text_facet(facet, wide(80), true) ==
        "11  Vladimir Medinsky\n"
        "    10  Vladimir Medinsky (person, own name)\n"
        "     2  Медінський (person, romanisation)\n"
        " 3  Rustem Umerov\n"
        "    4 more\n");
}
