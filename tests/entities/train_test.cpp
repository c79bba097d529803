#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "indexer/entities/tagger.h"
#include "indexer/entities/train/crf_trainer.h"
#include "indexer/entities/train/model_writer.h"
#include "ksearch/error.h"
#include "tests/support/temp_dir.h"

namespace ksearch::train {
namespace {

/// A small corpus: people follow "Mr", places follow "in".
std::string corpus() {
  const char* people[] = {"Orlyk", "Brandis", "Halmos", "Karaca"};
  const char* places[] = {"Zarichne", "Ellery", "Kiskra", "Verkhovyna"};
  std::string text;
  for (int round = 0; round < 10; ++round) {
    text += "# doc " + std::to_string(round) + "\n\n";
    for (std::size_t i = 0; i < 4; ++i) {
      text += std::string("Mr\tO\n") + people[i] + "\tB-PER\nspoke\tO\nin\tO\n" +
              places[(i + static_cast<std::size_t>(round)) % 4] + "\tB-LOC\n.\tO\n\n";
    }
  }
  return text;
}

std::vector<char> train_model(const Dictionaries& dictionaries) {
  const std::string text = corpus();
  TokenForms forms(dictionaries.lexicon());
  std::vector<TrainingDocument> documents;
  std::uint32_t corpus_number = 0;
  for (const ConllDocument& document : read_conll(text)) {
    documents.push_back({to_ner_tokens(document, forms), corpus_number++ % 2});
  }
  std::vector<TrainingDocument*> all;
  for (TrainingDocument& document : documents) all.push_back(&document);
  TrainerOptions options;
  options.l1 = 0.01F;
  const auto quiet = [](const std::string&) {};
  const std::array<TrainedPass, kPassCount> passes = {train_pass(all, false, options, quiet),
                                                      train_pass(all, true, options, quiet)};
  return pack_model("test", dictionaries, passes);
}

TEST_CASE("training twice gives the same bytes, and a model that has learnt") {
  const test::TempDir folder;
  const std::string gazetteer =
      folder.write("gazetteer.tsv", "# comment\nnew york\tCITYBIG\nmr\tTITLE\n");
  const std::string clusters = folder.write("clusters.txt", "Mr 1 2\nin 3 400\n");
  const Dictionaries dictionaries = read_dictionaries(gazetteer, clusters);
  const std::vector<char> model = train_model(dictionaries);
  CHECK(model == train_model(dictionaries));

  const std::string path = folder.write("model.ner", {model.data(), model.size()});
  Tagger tagger(NerModel::open(path));
  CHECK(tagger.model().fingerprint().starts_with("test-"));
  CHECK(tag_conll("Mr\nTavares\nspoke\nin\nLowell\n.\n", tagger) ==
        "Mr\tO\nTavares\tB-PER\nspoke\tO\nin\tO\nLowell\tB-LOC\n.\tO\n");
}

TEST_CASE("dictionaries that cannot be read are refused") {
  const test::TempDir folder;
  CHECK_THROWS_AS(read_dictionaries(folder.path() / "missing", ""), Error);
  const std::string bad = folder.write("gazetteer.tsv", "york\tCASTLE\n");
  CHECK_THROWS_WITH_AS(read_dictionaries(bad, ""),
                       (bad + ": unknown class in: york\tCASTLE").c_str(), Error);
}

}  // namespace
}  // namespace ksearch::train
