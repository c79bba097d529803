#include "searcher/query/vocabulary.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "common/storage/generation.h"
#include "tests/support/collection.h"

namespace ksearch {
namespace {

/// An index of one document for each name of a list, under some corrections.
class Names {
 public:
  Names(const std::vector<test::ListRecognizer::Name>& names, const std::string& corrections) {
    test::ListRecognizer recognizer(names);
    IndexOptions options = test::sample_options(dir_.path() / "index");
    options.recognizer = &recognizer;
    IndexWriter writer(std::move(options));
    for (const test::ListRecognizer::Name& name : names) {
      Document document;
      document.id = name.text;
      document.text = "So said " + name.text + ".";
      writer.put(std::move(document));
    }
    writer.set_corrections(corrections);
    writer.commit();
  }

  /// Keys of the names meant, one after the other with a semicolon.
  std::string meant(EntityType type, std::string_view name, bool exact = false) {
    const Generation generation{IndexDirectory(dir_.path() / "index")};
    Analyzer analyzer;
    const query::Vocabulary vocabulary(generation, analyzer);
    std::string keys;
    const std::vector<std::uint32_t> numbers = vocabulary.names(type, name, exact);
    for (const std::uint32_t number : numbers) {
      keys += generation.names().name(number).key;
      keys += ';';
    }
    CHECK(vocabulary.names(type, name, exact) == numbers);  // also when it is asked again
    return keys;
  }

 private:
  test::TempDir dir_;
};

TEST_CASE("the words of the name that an entity is shown by find it as those of its names do") {
  Names names({{"Ada Brook", EntityType::kPerson},
               {"Boris Quill", EntityType::kPerson},
               {"Norwick", EntityType::kPlace},
               {"Harbour Trust", EntityType::kOrg}},
              "rename person \"Ada Brook\" \"Zed Quux\"\n"
              "rename place Norwick \"Norstead on Sea\"\n"
              "rename org \"Harbour Trust\" \"The Quux Centre\"\n");
  struct Row {
    EntityType type;
    std::string name;
    std::string meant;
  };
  const Row rows[] = {
      {EntityType::kPerson, "Zed Quux", "ada brook;"},
      {EntityType::kPerson, "zed quux", "ada brook;"},
      {EntityType::kPerson, "quux", "ada brook;"},
      {EntityType::kPerson, "Zed", "ada brook;"},
      {EntityType::kPerson, "Quux, Zed", "ada brook;"},
      {EntityType::kPerson, "Mr Quux", "ada brook;"},
      {EntityType::kPerson, "Z. Quux", "ada brook;"},
      {EntityType::kPerson, "Brook", "ada brook;"},
      {EntityType::kPerson, "quu", ""},
      {EntityType::kPerson, "Zed Brook", ""},
      {EntityType::kPerson, "Bob Quux", ""},
      {EntityType::kPlace, "Norstead", "norwick;"},
      {EntityType::kPlace, "sea", "norwick;"},
      {EntityType::kPlace, "quux", ""},
      {EntityType::kOrg, "quux", "harbour trust;"},
      {EntityType::kOrg, "Quux Center", "harbour trust;"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(names.meant(row.type, row.name) == row.meant);
  }
  CHECK(names.meant(EntityType::kPerson, "quux", true).empty());
}

TEST_CASE("a word that several people are called by finds all of them") {
  Names names({{"Ada Brook", EntityType::kPerson},
               {"Boris Quux", EntityType::kPerson},
               {"Cara Dunn", EntityType::kPerson}},
              "rename person \"Ada Brook\" \"Zed Quux\"\n");
  CHECK(names.meant(EntityType::kPerson, "quux") == "ada brook;boris quux;");
  CHECK(names.meant(EntityType::kPerson, "Zed Quux") == "ada brook;");
}

}  // namespace
}  // namespace ksearch
