#include "indexer/entities/tagger.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>

#include "indexer/entities/ner_text.h"
#include "ksearch/analyzer.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

TEST_CASE("tags are legal in the order B I L, U or O") {
  const Tag begin = make_tag(EntityType::kOrg, TagPosition::kBegin);
  const Tag inside = make_tag(EntityType::kOrg, TagPosition::kInside);
  const Tag last = make_tag(EntityType::kOrg, TagPosition::kLast);
  const Tag unit = make_tag(EntityType::kOrg, TagPosition::kUnit);
  CHECK(may_follow(begin, last));
  CHECK(may_follow(begin, inside));
  CHECK_FALSE(may_follow(begin, kOutside));
  CHECK_FALSE(may_follow(begin, unit));
  CHECK_FALSE(may_follow(begin, make_tag(EntityType::kPerson, TagPosition::kLast)));
  CHECK(may_follow(last, begin));
  CHECK_FALSE(may_follow(kOutside, inside));
  CHECK_FALSE(may_start(last));
  CHECK_FALSE(may_end(begin));
}

TEST_CASE("spans survive the way to tags and back") {
  const std::vector<TagSpan> spans = {
      {0, 1, EntityType::kPerson}, {1, 4, EntityType::kPlace}, {5, 7, EntityType::kMisc}};
  std::vector<Tag> tags(8, kOutside);
  for (const TagSpan& span : spans) write_span(span, tags.data());
  CHECK(spans_of(tags.data(), tags.size()) == spans);
}

/// The score of the best legal sequence, by trying all.
float best_by_force(const TagLattice& lattice, std::vector<Tag>& tags, std::size_t at) {
  if (at == lattice.count) {
    return !lattice.ends ? lattice.transitions[tags[at - 1]][kOutside] : 0.0F;
  }
  float best = -1e9F;
  for (Tag tag = 0; tag < kTagCount; ++tag) {
    const bool legal = at == 0 ? may_start(tag) : may_follow(tags[at - 1], tag);
    if (!legal || (at + 1 == lattice.count && !may_end(tag))) continue;
    tags[at] = tag;
    const std::size_t before = at > 0 ? tags[at - 1] : lattice.starts ? kTagCount : 0;
    best = std::max(best, lattice.scores[at * kTagCount + tag] + lattice.transitions[before][tag] +
                              best_by_force(lattice, tags, at + 1));
  }
  return best;
}

float score_of(const TagLattice& lattice, const std::vector<Tag>& tags) {
  float score = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const std::size_t before = i > 0 ? tags[i - 1] : lattice.starts ? kTagCount : 0;
    score += lattice.scores[i * kTagCount + tags[i]] + lattice.transitions[before][tags[i]];
  }
  return lattice.ends ? score : score + lattice.transitions[tags.back()][kOutside];
}

TEST_CASE("Viterbi finds the best legal sequence") {
  std::mt19937 random(3);  // NOLINT: a fixed seed is wanted
  const auto number = [&random] { return static_cast<float>(random() % 2000) / 100.0F - 10.0F; };
  float transitions[kTagCount + 1][kTagCount];
  for (int round = 0; round < 20; ++round) {
    std::vector<float> scores(4 * kTagCount);
    for (float& score : scores) score = number();
    for (auto& row : transitions) {
      for (float& weight : row) weight = number();
    }
    const TagLattice lattice{transitions, scores.data(), 4, round % 2 == 0, round % 3 == 0};
    std::vector<Tag> tags(4);
    best_tags(lattice, tags.data());
    for (std::size_t i = 0; i < tags.size(); ++i) {
      CHECK((i == 0 ? may_start(tags[i]) : may_follow(tags[i - 1], tags[i])));
    }
    CHECK(may_end(tags.back()));
    std::vector<Tag> tried(4);
    CHECK(score_of(lattice, tags) == doctest::Approx(best_by_force(lattice, tried, 0)));
  }
}

std::string sample_text(const char* name) {
  std::ifstream in(test::source_folder() / "corpus" / name);
  return {std::istreambuf_iterator<char>(in), {}};
}

NerDocument document_of(const std::string& text, TokenForms& forms) {
  Analyzer analyzer;
  TokenList tokens;
  analyzer.analyze(text, tokens);
  return read_ner_text({text, tokens.tokens(), "en", {}}, forms).document;
}

TEST_CASE("split features are the same as the whole list") {
  const std::string text = sample_text("istanbul/memorandums-explained.txt");
  REQUIRE(!text.empty());
  TokenForms forms(NerModel::embedded()->lexicon());
  NerDocument document = document_of(text, forms);
  mark_gazetteer(NerModel::embedded()->lexicon(), document);
  DocumentContext context;
  context.collect(document);
  context.collect_first_pass(document);
  for (const NerSentence& sentence : document.sentences) {
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const FeatureRequest request{document, sentence, i, context, i % 2 == 0};
      std::vector<std::uint64_t> whole;
      collect_features(request, whole);
      SplitFeatures split;
      split.wanted.fill(true);
      collect_features(request, split);
      std::vector<std::uint64_t> joined = split.others;
      joined.insert(joined.end(), split.of_context.begin(), split.of_context.end());
      for (const auto& of_word : split.of_word) {
        joined.insert(joined.end(), of_word.begin(), of_word.end());
      }
      std::ranges::sort(whole);
      std::ranges::sort(joined);
      CHECK(joined == whole);
    }
  }
}

TEST_CASE("a tagger gives a document the same tags whatever it has read before") {
  const std::vector<std::string> texts = {
      sample_text("istanbul/memorandums-explained.txt"),
      sample_text("istanbul/two-paths-dolmabahce.txt"),
      "PUTIN met Putin. Putin's aide, Mr PUTIN, left Istanbul."};
  const auto tags_of = [](Tagger& tagger, const std::string& text) {
    NerDocument document = document_of(text, tagger.forms());
    tagger.tag(document);
    std::vector<Tag> tags;
    for (const NerToken& token : document.tokens) tags.push_back(token.tag);
    return tags;
  };
  Tagger old(NerModel::embedded());
  for (const std::string& text : texts) {
    Tagger fresh(NerModel::embedded());
    CHECK(tags_of(old, text) == tags_of(fresh, text));
  }
  for (const std::string& text : texts) {
    Tagger fresh(NerModel::embedded());
    CHECK(tags_of(old, text) == tags_of(fresh, text));
  }
}

}  // namespace
}  // namespace ksearch
