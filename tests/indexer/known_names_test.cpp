#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ksearch/error.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

/// Every mention of an index, with what the facets say of it.
std::vector<std::string> names_in(const fs::path& index) {
  Searcher searcher(index);
  std::vector<std::string> lines;
  for (const Field field : {Field::kPerson, Field::kPlace, Field::kOrg}) {
    for (const FacetValue& value : searcher.facet(field, {}).values) {
      std::string line = value.value + " " + std::to_string(value.count);
      for (const FacetVariant& variant : value.variants) {
        line += "|" + variant.name + " " + variant.type + " " + variant.rule;
      }
      lines.push_back(std::move(line));
    }
  }
  searcher.mentions({}, [&](const MentionEvidence& evidence) {
    lines.push_back(evidence.document + ":" + std::to_string(evidence.mention.span.begin) + " " +
                    evidence.surface + "=" + evidence.mention.entity);
    return true;
  });
  std::ranges::sort(lines);
  return lines;
}

void use_names(const fs::path& index, const std::string& names, unsigned first = 0,
               unsigned count = 0) {
  IndexOptions options = test::sample_options(index);
  options.known_names = names;
  IndexWriter writer(std::move(options));
  for (unsigned i = first; i < first + count; ++i) writer.put(test::random_document(i));
  writer.commit();
}

constexpr const char* kNames =
    "person\tAda Brook\tharbour\n"
    "org\tWater Board\twater\n";

TEST_CASE("an index that learns names later is one that always knew them") {
  const test::TempDir dir;
  const fs::path later = dir.path() / "later";
  const fs::path always = dir.path() / "always";
  test::put_documents(later, 0, 60);
  use_names(later, kNames);
  use_names(always, kNames, 0, 60);
  CHECK(names_in(later) == names_in(always));
  CHECK(std::ranges::any_of(
      names_in(later), [](const std::string& line) { return line.starts_with("Water Board "); }));

  SUBCASE("and knows them in later runs") {
    test::put_documents(later, 60, 30);
    use_names(always, kNames, 60, 30);
    CHECK(names_in(later) == names_in(always));
  }
  SUBCASE("and forgets them when they are taken back") {
    const fs::path never = dir.path() / "never";
    test::put_documents(never, 0, 60);
    use_names(later, "");
    CHECK(names_in(later) == names_in(never));
  }
}

TEST_CASE("documents that a run replaces or removes are read once, with the names") {
  const test::TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 40);
  IndexOptions options = test::sample_options(index);
  options.known_names = kNames;
  IndexWriter writer(std::move(options));
  Document changed = test::random_document(3);
  changed.text = "The water of Ostmark.";
  writer.put(changed);
  writer.remove("d5");
  writer.put(test::random_document(7));
  writer.put(test::random_document(100));
  writer.commit();
  const IndexCounts counts = writer.counts();
  CHECK(counts.added == 1);
  CHECK(counts.updated == 1);
  CHECK(counts.unchanged == 1);
  CHECK(counts.removed == 1);
  Searcher searcher(index);
  SearchRequest request;
  request.exact_total = true;
  CHECK(searcher.search(request).total == 40);
  CHECK_THROWS_AS(searcher.document("d5"), Error);
  CHECK(searcher.document("d3").document.text == changed.text);
  request.filters.with = {{Field::kOrg, "water"}};
  CHECK(searcher.search(request).total > 10);
}

TEST_CASE("a wrong line of known names is named and changes nothing") {
  const test::TempDir dir;
  const fs::path index = dir.path() / "index";
  test::put_documents(index, 0, 20);
  const auto before = names_in(index);
  CHECK_THROWS_WITH_AS(use_names(index, "person\tAda Brook\nperson\n"),
                       "names, line 2: expected: TYPE, a tab, NAME, and ALIASES after further tabs",
                       Error);
  CHECK(names_in(index) == before);
}

TEST_CASE("a rebuild keeps the known names") {
  const test::TempDir dir;
  const fs::path index = dir.path() / "index";
  use_names(index, kNames, 0, 30);
  const auto before = names_in(index);
  IndexOptions options = test::sample_options(index);
  options.rebuild = true;
  IndexWriter writer(std::move(options));
  for (unsigned i = 0; i < 30; ++i) writer.put(test::random_document(i));
  writer.commit();
  CHECK(names_in(index) == before);
}

}  // namespace
}  // namespace ksearch
