#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
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
      "United Nations", "UN",           "Cara Dunn",      "C. Dunn",        "Harbour Trust"};
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

TEST_CASE("taking corrections back restores the facets to the byte") {
  const test::TempDir dir;
  const fs::path index = dir.path() / "index";
  {
    IndexWriter writer(options_of(index));
    for (unsigned number = 0; number < 80; ++number) writer.put(document_of_names(number));
    writer.commit();
  }
  const std::string before = facets_of(index);
  const auto correct = [&](const char* text) {
    IndexWriter writer(options_of(index));
    writer.set_corrections(text);
    writer.commit();
  };
  correct(kCorrections);
  CHECK(facets_of(index) != before);
  correct("");
  CHECK(facets_of(index) == before);
}

}  // namespace
}  // namespace ksearch
