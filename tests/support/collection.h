#pragma once

#include <random>
#include <string>
#include <vector>

#include "ksearch/index_writer.h"
#include "ksearch/searcher.h"
#include "tests/support/temp_dir.h"

namespace ksearch::test {

/// Recognises a fixed list of names wherever they stand, so that tests of the index do not depend
/// on the rules of the real recogniser.
class ListRecognizer : public EntityRecognizer {
 public:
  struct Name {
    std::string text;
    EntityType type;
  };
  explicit ListRecognizer(std::vector<Name> names) : names_(std::move(names)) {}

  std::vector<Mention> recognize(const RecognizerInput& input) override {
    std::vector<Mention> found;
    for (std::size_t at = 0; at < input.text.size(); ++at) {
      for (const Name& name : names_) {
        if (input.text.substr(at, name.text.size()) != name.text) continue;
        found.push_back({{at, at + name.text.size()}, name.type, name.text});
        at += name.text.size() - 1;
        break;
      }
    }
    return found;
  }
  [[nodiscard]] std::unique_ptr<EntityRecognizer> clone() const override {
    return std::make_unique<ListRecognizer>(names_);
  }
  [[nodiscard]] std::string fingerprint() const override { return "list"; }

 private:
  std::vector<Name> names_;
};

inline const ListRecognizer& sample_recognizer() {
  static const ListRecognizer recognizer({{"Ada Brook", EntityType::kPerson},
                                          {"Boris Quill", EntityType::kPerson},
                                          {"Cara Dunn", EntityType::kPerson},
                                          {"Norwick", EntityType::kPlace},
                                          {"Ostmark", EntityType::kPlace},
                                          {"Harbour Trust", EntityType::kOrg}});
  return recognizer;
}

/// A document of random words with names among them; the same for the same number.
inline Document random_document(unsigned number) {
  static const std::vector<std::string> kPieces = {
      "ceasefire", "cease-fire",  "talks",   "talk",    "grain",   "prices",
      "rose",      "the",         "of",      "harbour", "Norwick", "Ada Brook",
      "energy",    "deal",        "Ostmark", "border",  "water",   "Cara Dunn",
      "vote",      "Boris Quill", "rail",    "line",    "court",   "Harbour Trust"};
  std::mt19937 random(number * 2654435761U + 1);
  Document document;
  document.id = "d" + std::to_string(number);
  document.language = "en";
  document.type = "json";
  document.source = number % 3 == 0 ? "Morning Post" : "Evening Mail";
  document.authors = {number % 2 == 0 ? "A. Reporter" : "B. Writer"};
  const auto pick = [&] { return kPieces[random() % kPieces.size()]; };
  document.title = pick() + " " + pick() + " " + pick();
  for (int sentence = 0; sentence < 4; ++sentence) {
    document.text += "Then";
    for (unsigned word = 0; word < 5 + random() % 8; ++word) document.text += " " + pick();
    document.text += ". ";
  }
  using namespace std::chrono;
  document.date = DocumentDate{sys_days{2025y / January / 1} + days(random() % 400), false,
                               DateOrigin::kMetadata};
  return document;
}

inline IndexOptions sample_options(const std::filesystem::path& directory) {
  IndexOptions options;
  options.directory = directory;
  options.jobs = 2;
  options.recognizer = &sample_recognizer();
  return options;
}

/// An index of random documents [first, first + count), committed.
inline void put_documents(const std::filesystem::path& directory, unsigned first, unsigned count) {
  IndexWriter writer(sample_options(directory));
  for (unsigned number = first; number < first + count; ++number) {
    writer.put(random_document(number));
  }
  writer.commit();
}

}  // namespace ksearch::test
