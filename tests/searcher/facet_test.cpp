#include <doctest/doctest.h>

#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/entities/names.h"
#include "common/entities/user_names.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

constexpr Field kFields[] = {Field::kPerson, Field::kPlace,  Field::kOrg,  Field::kLanguage,
                             Field::kSource, Field::kAuthor, Field::kType, Field::kMonth};

/// One document for each text, which is its id too.
void put_texts(IndexWriter& writer, std::span<const char* const> texts) {
  for (const char* text : texts) {
    Document document;
    document.id = text;
    document.text = text;
    writer.put(std::move(document));
  }
}

/// The invariant of facets: the count of a value is the total when filtered by it.
void check_counts(Searcher& searcher, const std::string& query) {
  for (const Field field : kFields) {
    SearchRequest request;
    request.query = query;
    const Facet facet = searcher.facet(field, request);
    for (const FacetValue& value : facet.values) {
      CAPTURE(query);
      CAPTURE(to_string(field));
      CAPTURE(value.value);
      SearchRequest narrowed = request;
      narrowed.filters.with = {{field, value.value}};
      narrowed.exact_total = true;
      const SearchResults results = searcher.search(narrowed);
      CHECK(results.total_is_exact);
      CHECK(results.total == value.count);
      narrowed.filters.with.clear();
      narrowed.filters.without = {{field, value.value}};
      const std::uint64_t rest = searcher.search(narrowed).total;
      request.exact_total = true;
      CHECK(rest + value.count == searcher.search(request).total);
    }
  }
}

TEST_CASE("the count of a facet value is the total when filtered by it, also after deletions") {
  const test::TempDir dir;
  const auto index = dir.path() / "index";
  test::put_documents(index, 0, 300);
  Searcher searcher(index);
  const char* const queries[] = {"",
                                 "ceasefire",
                                 "rail -court",
                                 "\"rail line\"",
                                 "+talks +grain",
                                 "person:\"Ada Brook\"",
                                 "date:2025-03..2025-05 vote"};
  for (const char* query : queries) check_counts(searcher, query);
  IndexWriter writer(test::sample_options(index));
  for (unsigned number = 0; number < 300; number += 13) {
    writer.remove("d" + std::to_string(number));
  }
  writer.put(test::random_document(1000));
  writer.commit();
  for (const char* query : queries) check_counts(searcher, query);
}

TEST_CASE("a document counts once for a person however often it names her") {
  const test::TempDir dir;
  IndexWriter writer(test::sample_options(dir.path() / "index"));
  Document document;
  document.id = "1";
  document.language = "en";
  document.title = "Ada Brook";
  document.text = "Ada Brook met Ada Brook in Norwick. Ada Brook left.";
  writer.put(document);
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const Facet people = searcher.facet(Field::kPerson, {});
  REQUIRE(people.values.size() == 1);
  CHECK(people.values[0].value == "Ada Brook");
  CHECK(people.values[0].count == 1);
}

TEST_CASE("a value lists its names with the documents and the rule of each") {
  const test::TempDir dir;
  test::ListRecognizer recognizer({{"Vladimir Medinsky", EntityType::kPerson},
                                   {"Vladimir Medinskiy", EntityType::kPerson},
                                   {"V. Medinsky", EntityType::kPerson}});
  IndexOptions options = test::sample_options(dir.path() / "index");
  options.recognizer = &recognizer;
  IndexWriter writer(std::move(options));
  const char* const texts[] = {"Vladimir Medinsky spoke.", "Vladimir Medinsky left.",
                               "Vladimir Medinskiy and V. Medinsky."};
  put_texts(writer, texts);
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const Facet all = searcher.facet(Field::kPerson, {});
  REQUIRE(all.values.size() == 1);
  CHECK(all.values[0].value == "Vladimir Medinsky");
  CHECK(all.values[0].count == 3);
  const std::vector<FacetVariant> expected = {{"Vladimir Medinsky", 2, "person", "own name"},
                                              {"V. Medinsky", 1, "person", "initials"},
                                              {"Vladimir Medinskiy", 1, "person", "romanisation"}};
  CHECK(all.values[0].variants == expected);
  SearchRequest request;
  request.query = "left";
  const Facet narrowed = searcher.facet(Field::kPerson, request);
  REQUIRE(narrowed.values.size() == 1);
  CHECK(narrowed.values[0].variants ==
        std::vector<FacetVariant>{{"Vladimir Medinsky", 1, "person", "own name"}});
}

TEST_CASE("a name that several people have finds all of them and lists them") {
  const test::TempDir dir;
  test::ListRecognizer recognizer(
      {{"Nathaniel Bush", EntityType::kPerson}, {"Kate Bush", EntityType::kPerson}});
  IndexOptions options = test::sample_options(dir.path() / "index");
  options.recognizer = &recognizer;
  IndexWriter writer(std::move(options));
  const char* const texts[] = {"Kate Bush sang.", "Kate Bush slept.", "Nathaniel Bush spoke."};
  put_texts(writer, texts);
  writer.commit();
  Searcher searcher(dir.path() / "index");
  SearchRequest request;
  request.query = "person:bush";
  const SearchResults both = searcher.search(request);
  CHECK(both.total == 3);
  CHECK(both.warnings ==
        std::vector<std::string>{"'bush' may be Kate Bush, Nathaniel Bush; all are looked for"});
  request.query = "person:\"Kate Bush\"";
  CHECK(searcher.search(request).warnings.empty());
}

TEST_CASE("facet values come by count, then by value, and the rest is counted") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 80);
  Searcher searcher(dir.path() / "index");
  const Facet all = searcher.facet(Field::kMonth, {});
  const Facet some = searcher.facet(Field::kMonth, {}, {}, 3);
  REQUIRE(all.values.size() > 3);
  CHECK(some.values.size() == 3);
  CHECK(some.more == all.values.size() - 3);
  for (std::size_t i = 1; i < all.values.size(); ++i) {
    const FacetValue& a = all.values[i - 1];
    const FacetValue& b = all.values[i];
    CHECK((a.count > b.count || (a.count == b.count && a.value < b.value)));
  }
}

TEST_CASE("values can be searched by words of any of their names") {
  const test::TempDir dir;
  test::put_documents(dir.path() / "index", 0, 60);
  Searcher searcher(dir.path() / "index");
  const Facet found = searcher.facet(Field::kPerson, {}, "broo");
  REQUIRE(found.values.size() == 1);
  CHECK(found.values[0].value == "Ada Brook");
  CHECK(searcher.facet(Field::kPerson, {}, "nobody").values.empty());
}

/// Known names of a few words between random punctuation, each with a nickname of its own. Many
/// share words, surnames and initials.
std::vector<UserName> hostile_names(std::mt19937& random, unsigned count) {
  const std::vector<std::string> words = {
      "Quorlac", "Quorlak", "script",  "textarea", "Ada",  "J",     "K",  "von",      "The", "Ltd",
      "Mr",      "O'Neil",  "Зеленов", "Zelenov",  "Übel", "Brook", "x1", "ministry", "of",  "for"};
  const std::vector<std::string> marks = {"<", "</", ">",   "\">", "'", "\\", "=",  ".", ",",
                                          "-", "&",  " & ", "(",   ")", "*",  "\"", "%", ";"};
  const auto pick = [&random](const auto& from) { return from[random() % from.size()]; };
  std::set<std::string> known;
  std::vector<UserName> names;
  while (names.size() < count) {
    const auto type = static_cast<EntityType>(random() % 3);
    std::string name = random() % 4 == 0 ? "" : pick(marks);
    for (unsigned word = 0; word < 2 + random() % 3; ++word) {
      name += (word == 0 ? "" : " ") + pick(words);
      if (random() % 2 == 0) name += pick(marks);
    }
    std::string nickname = "Nick";
    for (std::size_t n = names.size() + 1; n > 0; n /= 10) {
      nickname += static_cast<char>('a' + n % 10);
    }
    if (known.insert(normalize_name(EntityType::kOrg, name)).second) {
      names.push_back({type, name, {nickname}});
    }
  }
  return names;
}

TEST_CASE("names of any punctuation are found by the values that facets show") {
  for (unsigned seed = 0; seed < 12; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const test::TempDir dir;
    IndexOptions options = test::sample_options(dir.path() / "index");
    const UserNames names{hostile_names(random, 40)};
    options.known_names = to_string(names);
    IndexWriter writer(std::move(options));
    for (std::size_t i = 0; i < names.list.size(); ++i) {
      const UserName& name = names.list[i];
      for (unsigned copy = 0; copy <= i % 3; ++copy) {
        Document document;
        document.id = std::to_string(i) + "." + std::to_string(copy);
        document.language = "en";
        const bool by_nickname = random() % 3 != 0;
        document.text = "Then came " + (by_nickname ? name.aliases.front() : name.name) +
                        " and left, " + document.id + ".";
        writer.put(std::move(document));
      }
    }
    writer.commit();
    Searcher searcher(dir.path() / "index");
    check_counts(searcher, "");
    check_counts(searcher, "left");
  }
}

TEST_CASE("a value is found where longer names hold its words and no document spells it so") {
  const test::TempDir dir;
  test::ListRecognizer recognizer({{"Kiev Oblast", EntityType::kPlace},
                                   {"Kiev", EntityType::kPlace},
                                   {"Kyiv Fortress", EntityType::kPlace}});
  IndexOptions options = test::sample_options(dir.path() / "index");
  options.recognizer = &recognizer;
  IndexWriter writer(std::move(options));
  const char* const texts[] = {"From Kiev.", "To Kiev.", "Kyiv Fortress stands."};
  put_texts(writer, texts);
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const Facet places = searcher.facet(Field::kPlace, {});
  REQUIRE(places.values.size() == 2);
  CHECK(places.values[0].value == "Kyiv");
  check_counts(searcher, "");
}

TEST_CASE("a value means who is shown so, even where another is called so too") {
  const test::TempDir dir;
  // The same form, recognised as two kinds of name; one gets the type of the other, but not before
  // another name.
  test::ListRecognizer recognizer(
      {{"The Marlow House", EntityType::kOrg}, {"Marlow House", EntityType::kPlace}});
  IndexOptions options = test::sample_options(dir.path() / "index");
  options.recognizer = &recognizer;
  IndexWriter writer(std::move(options));
  const char* const texts[] = {"In Marlow House.", "At Marlow House.", "So said The Marlow House."};
  put_texts(writer, texts);
  writer.set_corrections(
      "rename org \"The Marlow House\" \"Marlow Hall\"\n"
      "retype org \"Marlow Hall\" place\n");
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const Facet places = searcher.facet(Field::kPlace, {});
  REQUIRE(places.values.size() == 2);
  CHECK(places.values[0].value == "Marlow House");
  CHECK(places.values[1].value == "Marlow Hall");
  check_counts(searcher, "");
}

TEST_CASE("a place is one value with and without its article, found by both spellings") {
  const test::TempDir dir;
  test::ListRecognizer recognizer({{"The Marlow House", EntityType::kPlace},
                                   {"Marlow House", EntityType::kPlace},
                                   {"The Hartford", EntityType::kPlace},
                                   {"Hartford", EntityType::kPlace},
                                   {"Weir Pool", EntityType::kPlace}});
  IndexOptions options = test::sample_options(dir.path() / "index");
  options.recognizer = &recognizer;
  IndexWriter writer(std::move(options));
  const char* const texts[] = {"In Marlow House.",  "At Marlow House.",
                               "The Marlow House.", "The Marlow House is Marlow House.",
                               "In Hartford.",      "By The Hartford.",
                               "To Weir Pool."};
  put_texts(writer, texts);
  writer.commit();
  Searcher searcher(dir.path() / "index");
  const Facet places = searcher.facet(Field::kPlace, {});
  std::vector<std::pair<std::string, std::uint64_t>> values;
  for (const FacetValue& value : places.values) values.emplace_back(value.value, value.count);
  CHECK(values == std::vector<std::pair<std::string, std::uint64_t>>{
                      {"Marlow House", 4}, {"Hartford", 1}, {"The Hartford", 1}, {"Weir Pool", 1}});
  CHECK(places.values[0].variants ==
        std::vector<FacetVariant>{{"Marlow House", 3, "place", "own name"},
                                  {"The Marlow House", 2, "place", "same name"}});
  check_counts(searcher, "");
  const std::pair<const char*, std::uint64_t> totals[] = {{"place:\"the marlow house\"", 4},
                                                          {"place:\"Marlow House\"", 4},
                                                          {"place:\"The Weir Pool\"", 1},
                                                          {"place:\"The Hartford\"", 1}};
  for (const auto& [query, total] : totals) {
    CAPTURE(query);
    SearchRequest request;
    request.query = query;
    CHECK(searcher.search(request).total == total);
  }
}

}  // namespace
}  // namespace ksearch
