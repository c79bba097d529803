// ksearch-train-ner: trains a model of names from CoNLL files. docs/model_card.md says with which
// files the committed models were made.

#include <fmt/format.h>

#include <algorithm>
#include <cxxopts.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "indexer/entities/conll.h"
#include "indexer/entities/features.h"
#include "indexer/entities/train/crf_trainer.h"
#include "indexer/entities/train/model_writer.h"
#include "ksearch/error.h"

namespace ksearch::train {
namespace {

/// Folds of the training set whose first-pass tags come from a model trained on the other ones.
constexpr std::size_t kFolds = 2;
/// A model of a fold is trained a little less: it is used once.
constexpr std::uint32_t kFoldEpochs = 3;

struct Settings {
  std::vector<std::string> files;
  std::string gazetteer;
  std::string clusters;
  std::string output;
  std::string name;
  TrainerOptions options;
};

void log(const std::string& line) { std::cerr << line << '\n'; }

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorCode::kIo, fmt::format("cannot read {}", path));
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<TrainingDocument> read_corpora(const std::vector<std::string>& files,
                                           TokenForms& forms) {
  std::vector<TrainingDocument> documents;
  for (std::uint32_t corpus = 0; corpus < files.size(); ++corpus) {
    const std::string text = read_file(files[corpus]);
    for (const ConllDocument& document : read_conll(text)) {
      if (document.sentences.empty()) continue;
      documents.push_back({to_ner_tokens(document, forms), corpus});
    }
  }
  return documents;
}

/// A model with this first pass and an empty second one, to tag with.
class FirstPassTagger {
 public:
  explicit FirstPassTagger(const TrainedPass& pass) : pass_(pass) {}

  void tag(NerDocument& document) {
    DocumentContext context;
    context.collect(document);
    std::vector<float> scores;
    std::vector<std::uint64_t> features;
    std::vector<Tag> tags;
    for (const NerSentence& sentence : document.sentences) {
      scores.assign(std::size_t{sentence.size()} * kTagCount, 0.0F);
      tags.resize(sentence.size());
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        collect_features({document, sentence, i, context, false}, features);
        float* row = &scores[std::size_t{i - sentence.begin} * kTagCount];
        for (const std::uint64_t feature : features) add_weights(feature, row);
      }
      best_tags({.transitions =
                     reinterpret_cast<const float(*)[kTagCount]>(pass_.transitions.front().data()),
                 .scores = scores.data(),
                 .count = sentence.size(),
                 .starts = true,
                 .ends = true},
                tags.data());
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        document.tokens[i].first_pass = tags[i - sentence.begin];
      }
    }
  }

 private:
  void add_weights(std::uint64_t feature, float* row) const {
    const auto found = std::lower_bound(pass_.features.begin(), pass_.features.end(), feature);
    if (found == pass_.features.end() || *found != feature) return;
    const auto& weights = pass_.weights[static_cast<std::size_t>(found - pass_.features.begin())];
    for (std::size_t tag = 0; tag < kTagCount; ++tag) row[tag] += weights[tag];
  }

  const TrainedPass& pass_;
};

/// Gives every document the first-pass tags of a model that has not seen it.
void jackknife(std::vector<TrainingDocument>& documents, TrainerOptions options) {
  options.epochs = std::min(options.epochs, kFoldEpochs);
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<TrainingDocument*> others;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (i % kFolds != fold) others.push_back(&documents[i]);
    }
    log(fmt::format("fold {} of {}", fold + 1, kFolds));
    const TrainedPass pass = train_pass(others, false, options, log);
    FirstPassTagger tagger(pass);
    for (std::size_t i = fold; i < documents.size(); i += kFolds) {
      tagger.tag(documents[i].tokens.document);
    }
  }
}

void train(const Settings& settings) {
  const Dictionaries dictionaries = read_dictionaries(settings.gazetteer, settings.clusters);
  TokenForms forms(dictionaries.lexicon());
  std::vector<TrainingDocument> documents = read_corpora(settings.files, forms);
  std::vector<TrainingDocument*> all;
  for (TrainingDocument& document : documents) {
    mark_gazetteer(dictionaries.lexicon(), document.tokens.document);
    all.push_back(&document);
  }
  std::array<TrainedPass, kPassCount> passes;
  log("first pass");
  passes[0] = train_pass(all, false, settings.options, log);
  jackknife(documents, settings.options);
  log("second pass");
  passes[1] = train_pass(all, true, settings.options, log);
  const std::vector<char> model = pack_model(settings.name, dictionaries, passes);
  std::ofstream out(settings.output, std::ios::binary);
  out.write(model.data(), static_cast<std::streamsize>(model.size()));
  if (!out.flush()) throw Error(ErrorCode::kIo, fmt::format("cannot write {}", settings.output));
  log(fmt::format("{}: {} and {} features, {} bytes", settings.output, passes[0].features.size(),
                  passes[1].features.size(), model.size()));
}

int run(int argc, char** argv) {
  Settings settings;
  cxxopts::Options options("ksearch-train-ner", "Trains a model of names from CoNLL files.");
  options.positional_help("CONLL...")
      .add_options()("o,output", "the model file to write", cxxopts::value(settings.output))(
          "name", "name of the model", cxxopts::value(settings.name)->default_value("model"))(
          "gazetteer", "data/gazetteer.tsv", cxxopts::value(settings.gazetteer))(
          "clusters", "word clusters: word, coarse and fine number",
          cxxopts::value(settings.clusters)->default_value(""))(
          "epochs", "rounds over the corpora",
          cxxopts::value(settings.options.epochs)->default_value("5"))(
          "l1", "weight of the L1 term", cxxopts::value(settings.options.l1)->default_value("1"))(
          "files", "CoNLL files; the first one's annotation is followed, the others support it",
          cxxopts::value(settings.files))("h,help", "this text");
  options.parse_positional({"files"});
  const cxxopts::ParseResult arguments = options.parse(argc, argv);
  if (arguments.count("help") != 0) {
    std::cout << options.help();
    return 0;
  }
  if (settings.files.empty() || settings.output.empty() || settings.gazetteer.empty()) {
    std::cerr << "ksearch-train-ner: CoNLL files, --gazetteer and --output are needed\n";
    return 2;
  }
  train(settings);
  return 0;
}

}  // namespace
}  // namespace ksearch::train

int main(int argc, char** argv) {
  try {
    return ksearch::train::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "ksearch-train-ner: " << error.what() << '\n';
    return 1;
  }
}
