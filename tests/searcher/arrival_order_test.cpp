#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "common/format/json_format.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKnownNames =
    "person\tHalyna Bondar\tГалина Бондарь\tThe Goalkeeper\n"
    "org\tMarmara Enerji\tMarmara Energy\n";
constexpr const char* kCorrections =
    "merge person \"Ada Brook\" \"A. D. Brooke\"\n"
    "split person \"V. Putin\"\n"
    "hide person Reuters\n"
    "retype place Ostmark org\n"
    "rename place Norwick \"Norwick-on-Sea\"\n";

/// A document of names that the rules, the known names and the corrections join or part; the same
/// for the same number.
Document document_of_names(unsigned number) {
  static const std::vector<std::string> kNames = {
      "Ada Brook",      "A. D. Brooke", "Vladimir Putin", "V. Putin",       "Владимир Путин",
      "Putin",          "George Bush",  "Jeb Bush",       "Bush",           "Reuters",
      "Ostmark",        "Norwick",      "Kyiv",           "Киев",           "Kiev",
      "Halyna Bondar",  "Bondar",       "Галина Бондарь", "The Goalkeeper", "Marmara Enerji",
      "Marmara Energy", "Zelenskyy",    "Zelensky",       "Зеленский",      "Volodymyr Zelensky",
      "United Nations", "UN",           "Cara Dunn",      "C. Dunn",        "Harbour Trust",
      "ADA Brook",      "KYIV",         "CARA Dunn",      "Türkiye",        "Turkiye"};
  std::mt19937 random(number * 2654435761U + 1);
  Document document;
  document.id = "d" + std::to_string(number);
  document.language = "en";
  document.title = "News";
  for (unsigned count = 1 + random() % 4; count > 0; --count) {
    document.text += "Then " + kNames[random() % kNames.size()] + " spoke. ";
  }
  return document;
}

const test::ListRecognizer& recognizer() {
  using enum EntityType;
  static const test::ListRecognizer list({
      {"Ada Brook", kPerson},
      {"A. D. Brooke", kPerson},
      {"Vladimir Putin", kPerson},
      {"V. Putin", kPerson},
      {"Владимир Путин", kPerson},
      {"Putin", kPerson},
      {"George Bush", kPerson},
      {"Jeb Bush", kPerson},
      {"Bush", kPerson},
      {"Reuters", kPerson},
      {"Ostmark", kPlace},
      {"Norwick", kPlace},
      {"Kyiv", kPlace},
      {"Киев", kPlace},
      {"Kiev", kPlace},
      {"Halyna Bondar", kPerson},
      {"Bondar", kPerson},
      {"Галина Бондарь", kPerson},
      {"Marmara Enerji", kOrg},
      {"Marmara Energy", kOrg},
      {"Zelenskyy", kPerson},
      {"Zelensky", kPerson},
      {"Зеленский", kPerson},
      {"Volodymyr Zelensky", kPerson},
      {"United Nations", kOrg},
      {"UN", kOrg},
      {"Cara Dunn", kPerson},
      {"C. Dunn", kPerson},
      {"Harbour Trust", kOrg},
      {"ADA Brook", kPerson},
      {"KYIV", kPlace},
      {"CARA Dunn", kPerson},
      {"Türkiye", kPlace},
      {"Turkiye", kPlace},
  });
  return list;
}

IndexOptions options_of(const fs::path& index) {
  IndexOptions options = test::sample_options(index);
  options.recognizer = &recognizer();
  options.known_names = kKnownNames;
  return options;
}

/// The facets of names as `--json` prints them.
std::string facets_of(const fs::path& index) {
  Searcher searcher(index);
  std::string lines;
  for (const Field field : {Field::kPerson, Field::kPlace, Field::kOrg}) {
    lines += json_facet(searcher.facet(field, {})) + "\n";
  }
  return lines;
}

TEST_CASE("facets do not depend on the order and the runs in which documents arrive and go") {
  constexpr unsigned kKept = 80;
  constexpr unsigned kDeleted = 40;
  const test::TempDir dir;
  const fs::path at_once = dir.path() / "at-once";
  {
    IndexWriter writer(options_of(at_once));
    writer.set_corrections(kCorrections);
    for (unsigned number = 0; number < kKept; ++number) writer.put(document_of_names(number));
    writer.commit();
  }
  const std::string expected = facets_of(at_once);
  CHECK(expected.find("Norwick-on-Sea") != std::string::npos);
  CHECK(expected.find("CARA") == std::string::npos);
  CHECK(expected.find("Reuters") == std::string::npos);

  std::mt19937 random(11);  // NOLINT: a fixed seed is wanted
  std::vector<unsigned> numbers(kKept + kDeleted);
  std::iota(numbers.begin(), numbers.end(), 0U);
  for (int round = 0; round < 3; ++round) {
    CAPTURE(round);
    const fs::path index = dir.path() / ("shuffled-" + std::to_string(round));
    std::shuffle(numbers.begin(), numbers.end(), random);
    const std::size_t half = numbers.size() / 2;
    for (const auto& [first, last] : {std::pair(std::size_t{0}, half), {half, numbers.size()}}) {
      IndexWriter writer(options_of(index));
      if (round == 0 && first == 0) writer.set_corrections(kCorrections);
      for (std::size_t i = first; i < last; ++i) writer.put(document_of_names(numbers[i]));
      writer.commit();
    }
    IndexWriter writer(options_of(index));
    for (unsigned number = kKept; number < kKept + kDeleted; ++number) {
      writer.remove("d" + std::to_string(number));
    }
    if (round > 0) writer.set_corrections(kCorrections);
    writer.commit();
    CHECK(facets_of(index) == expected);
  }
}

/// Each value of a facet stands for one entity: the filter by it finds as many documents as the
/// facet counts.
void check_counts(const fs::path& index) {
  Searcher searcher(index);
  for (const Field field : {Field::kPerson, Field::kPlace, Field::kOrg}) {
    const Facet facet = searcher.facet(field, {});
    CHECK(!facet.values.empty());
    std::set<std::string> shown;
    for (const FacetValue& value : facet.values) {
      CAPTURE(value.value);
      CHECK(shown.insert(value.value).second);
      SearchRequest request;
      request.filters.with = {{field, value.value}};
      request.exact_total = true;
      CHECK(searcher.search(request).total == value.count);
    }
  }
}

/// Corrections that meet names in use, shown names and each other.
constexpr const char* kMoreCorrections =
    "rename person \"George Bush\" \"Jeb Bush\"\n"
    "rename person \"C. Dunn\" \"V. Putin\"\n"
    "rename place Ostmark Kiev\n"
    "rename place Norwick \"Norwick-on-Sea\"\n"
    "rename org \"Harbour Trust\" UN\n"
    "retype org \"Marmara Enerji\" place\n"
    "rename place \"Marmara Enerji\" Kyiv\n"
    "retype person Reuters place\n"
    "rename place Reuters Ostmark\n"
    "alias person Bush \"Ada Brook\"\n"
    "alias person \"Ada Brook\" \"Cara Dunn\"\n"
    "split place Kyiv\n"
    "split place Kiev\n"
    "hide place \"Norwick-on-Sea\"\n"
    "merge person \"Volodymyr Zelensky\" Putin\n"
    "split person Zelensky\n"
    "rename person Zelenskyy \"Volodymyr Zelensky\"\n";

/// Some of the lines of both lists, by chance.
std::string some_corrections(std::mt19937& random) {
  std::istringstream lines(std::string(kCorrections) + kMoreCorrections);
  std::string some = "rename person \"Cara Dunn\" \"Cara D. Dunn\"\n";
  for (std::string line; std::getline(lines, line);) {
    if (random() % 2 == 0) some += line + '\n';
  }
  return some;
}

TEST_CASE("taking corrections back restores the facets of any collection to the byte") {
  constexpr unsigned kDocuments = 90;
  constexpr int kRounds = 6;
  std::mt19937 random(5);  // NOLINT: a fixed seed is wanted
  const test::TempDir dir;
  for (int round = 0; round < kRounds; ++round) {
    CAPTURE(round);
    const fs::path index = dir.path() / ("index-" + std::to_string(round));
    const fs::path never_corrected = dir.path() / ("plain-" + std::to_string(round));
    std::vector<unsigned> numbers(kDocuments);
    std::iota(numbers.begin(), numbers.end(), 0U);
    std::shuffle(numbers.begin(), numbers.end(), random);
    const auto change = [&](const fs::path& path, std::size_t first, std::size_t last) {
      IndexWriter writer(options_of(path));
      for (std::size_t i = first; i < last; ++i) {
        writer.put(document_of_names(numbers[i]));
        if (i % 3 == 0) writer.remove("d" + std::to_string(numbers[i / 2]));
      }
      writer.commit();
    };
    const auto correct = [&](const std::string& corrections) {
      IndexWriter writer(options_of(index));
      writer.set_corrections(corrections);
      writer.commit();
    };
    change(index, 0, kDocuments / 2);
    const std::string before = facets_of(index);
    check_counts(index);
    const std::string corrections = some_corrections(random);
    CAPTURE(corrections);
    correct(corrections);
    CHECK(facets_of(index) != before);
    check_counts(index);
    correct("");
    CHECK(facets_of(index) == before);

    // Documents may come and go while corrections hold.
    correct(corrections);
    change(index, kDocuments / 2, kDocuments);
    check_counts(index);
    correct("");
    check_counts(index);
    change(never_corrected, 0, kDocuments / 2);
    change(never_corrected, kDocuments / 2, kDocuments);
    CHECK(facets_of(index) == facets_of(never_corrected));
  }
}

}  // namespace
}  // namespace ksearch
