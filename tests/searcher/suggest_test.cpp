#include <doctest/doctest.h>

#include "tests/support/collection.h"

namespace ksearch {
namespace {

const test::ListRecognizer& recognizer() {
  static const test::ListRecognizer names({{"Vladimir Medinsky", EntityType::kPerson},
                                           {"J. K. Rowling", EntityType::kPerson},
                                           {"Medea", EntityType::kPerson},
                                           {"Volodymyr Zelenskyy", EntityType::kPerson},
                                           {"Володимир Зеленський", EntityType::kPerson},
                                           {"Côte d'Azur", EntityType::kPlace},
                                           {"Medina", EntityType::kPlace},
                                           {"The Guardian", EntityType::kOrg}});
  return names;
}

/// An index of documents with these texts.
Searcher searcher_of(const std::filesystem::path& directory,
                     const std::vector<std::string>& texts) {
  IndexOptions options = test::sample_options(directory);
  options.recognizer = &recognizer();
  IndexWriter writer(options);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Document document;
    document.id = std::to_string(i);
    document.language = "en";
    document.title = "Report";
    document.text = texts[i];
    writer.put(document);
  }
  writer.commit();
  return Searcher(directory);
}

/// "text (field count), ..." of what a beginning is completed to.
std::string suggested(Searcher& searcher, std::string_view prefix, std::size_t limit = 10) {
  std::string text;
  for (const Completion& completion : searcher.suggest(prefix, limit)) {
    if (!text.empty()) text += ", ";
    text += completion.text + " (";
    text += completion.field ? to_string(*completion.field) : "word";
    text += " " + std::to_string(completion.count) + ")";
  }
  return text;
}

TEST_CASE("a beginning is completed to names by any word of any spelling, then to words") {
  const test::TempDir dir;
  Searcher searcher = searcher_of(
      dir.path() / "index",
      {"Vladimir Medinsky spoke of medicine to The Guardian.", "Vladimir Medinsky left Medina.",
       "Medea and medicines on the Côte d'Azur.", "J. K. Rowling met Volodymyr Zelenskyy.",
       "Medicine.", "Володимир Зеленський was in Medina."});
  const std::pair<std::string, std::string> cases[] = {
      {"med",
       "Medina (place 2), Vladimir Medinsky (person 2), Medea (person 1), "
       "medicine (word 2), medina (word 2), medinsky (word 2), medea (word 1), "
       "medicines (word 1)"},
      {"MEDINS", "Vladimir Medinsky (person 2), medinsky (word 2)"},
      {"vladimir med", "Vladimir Medinsky (person 2)"},
      {"medinsky v", "Vladimir Medinsky (person 2)"},
      {"medinsky ", "Vladimir Medinsky (person 2), medinsky (word 2)"},
      {"vlad medinsky", ""},
      {"cote d", "Côte d'Azur (place 1)"},
      {"Azu", "azur (word 1)"},
      {"dazur", "Côte d'Azur (place 1), dazur (word 1)"},
      {"зел", "Volodymyr Zelensky (person 2), зеленський (word 1)"},
      {"the gua", "The Guardian (org 1)"},
      {"j. k. r", "J. K. Rowling (person 1)"},
      {"J. K", "J. K. Rowling (person 1)"},
      {"medicine", "medicine (word 2), medicines (word 1)"},
      {"th", ""},
      {"", ""},
      {"  ", ""},
      {"?!", ""},
      {"zzz", ""},
  };
  for (const auto& [prefix, expected] : cases) {
    CAPTURE(prefix);
    CHECK(suggested(searcher, prefix) == expected);
  }
}

TEST_CASE("names leave a quarter of a list to words") {
  const test::TempDir dir;
  Searcher searcher =
      searcher_of(dir.path() / "index", {"Vladimir Medinsky, Medea, Medina: medicine, medicines."});
  CHECK(suggested(searcher, "med", 3) ==
        "Medea (person 1), Medina (place 1), Vladimir Medinsky (person 1)");
  CHECK(suggested(searcher, "med", 4) ==
        "Medea (person 1), Medina (place 1), Vladimir Medinsky (person 1), medea (word 1)");
  CHECK(suggested(searcher, "med", 1) == "Medea (person 1)");
  CHECK(suggested(searcher, "medi", 2) == "Medina (place 1), Vladimir Medinsky (person 1)");
  CHECK(searcher.suggest("med", 0).size() == 8);
}

TEST_CASE("counts are the totals of the filter by a name, also after a commit") {
  const test::TempDir dir;
  const auto index = dir.path() / "index";
  test::put_documents(index, 0, 100);
  Searcher searcher(index);
  const auto check = [&] {
    for (const char* prefix : {"a", "b", "n", "h"}) {
      for (const Completion& completion : searcher.suggest(prefix, 100)) {
        if (!completion.field) continue;
        SearchRequest request;
        request.exact_total = true;
        request.filters.with = {{*completion.field, completion.text}};
        CHECK(searcher.search(request).total == completion.count);
      }
    }
  };
  check();
  REQUIRE(searcher.suggest("broo", 1).size() == 1);
  const std::uint64_t before = searcher.suggest("broo", 1).front().count;
  IndexWriter writer(test::sample_options(index));
  for (unsigned number = 0; number < 50; ++number) writer.remove("d" + std::to_string(number));
  writer.commit();
  CHECK(searcher.suggest("broo", 1).front().count < before);
  check();
}

}  // namespace
}  // namespace ksearch
