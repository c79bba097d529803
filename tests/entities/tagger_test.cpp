#include "indexer/entities/tagger.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

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

}  // namespace
}  // namespace ksearch
