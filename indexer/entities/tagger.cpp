// A linear-chain conditional random field: the score of a sequence of tags is the sum of a weight
// for each feature of each token and a weight for each pair of neighbouring tags; Viterbi's
// algorithm finds the best sequence. The second pass sees the first one's tags in the whole
// document. Two thirds of all tokens are far from any capital letter; they are outside any name
// unseen, and only what lies between them is searched.

#include "indexer/entities/tagger.h"

#include <algorithm>
#include <array>
#include <limits>

#include "indexer/entities/features.h"

namespace ksearch {
namespace {

constexpr float kImpossible = -1e9F;
/// Tokens so near to a capital may be part of a name: "van", "of", a number.
constexpr std::uint32_t kBeforeCapital = 1;
constexpr std::uint32_t kAfterCapital = 2;

struct Predecessors {
  std::array<std::array<Tag, kTagCount>, kTagCount> tags{};
  std::array<std::size_t, kTagCount> count{};
};

constexpr Predecessors kPredecessors = [] {
  Predecessors predecessors;
  for (Tag tag = 0; tag < kTagCount; ++tag) {
    for (Tag before = 0; before < kTagCount; ++before) {
      if (may_follow(before, tag)) {
        predecessors.tags[tag][predecessors.count[tag]++] = before;
      }
    }
  }
  return predecessors;
}();

bool needs_scores(const TokenForm& form) {
  return form.capital || form.mixed_case || form.all_capitals;
}

}  // namespace

void best_tags(const TagLattice& lattice, Tag* tags) {
  if (lattice.count == 0) return;
  thread_local std::vector<Tag> back;
  back.resize(lattice.count * kTagCount);
  std::array<float, kTagCount> best{};
  std::array<float, kTagCount> next{};
  const float* start = lattice.transitions[lattice.starts ? kTagCount : kOutside];
  for (Tag tag = 0; tag < kTagCount; ++tag) {
    best[tag] = may_start(tag) ? lattice.scores[tag] + start[tag] : kImpossible;
  }
  for (std::size_t i = 1; i < lattice.count; ++i) {
    const float* scores = lattice.scores + i * kTagCount;
    for (Tag tag = 0; tag < kTagCount; ++tag) {
      float top = -std::numeric_limits<float>::infinity();
      Tag from = kOutside;
      for (std::size_t k = 0; k < kPredecessors.count[tag]; ++k) {
        const Tag before = kPredecessors.tags[tag][k];
        const float value = best[before] + lattice.transitions[before][tag];
        if (value > top) {
          top = value;
          from = before;
        }
      }
      next[tag] = top + scores[tag];
      back[i * kTagCount + tag] = from;
    }
    best = next;
  }
  Tag last = kOutside;
  float top = -std::numeric_limits<float>::infinity();
  for (Tag tag = 0; tag < kTagCount; ++tag) {
    if (!may_end(tag)) continue;
    const float value = best[tag] + (lattice.ends ? 0.0F : lattice.transitions[tag][kOutside]);
    if (value > top) {
      top = value;
      last = tag;
    }
  }
  for (std::size_t i = lattice.count; i-- > 0;) {
    tags[i] = last;
    if (i > 0) last = back[i * kTagCount + last];
  }
}

void Tagger::tag(NerDocument& document) {
  mark_gazetteer(model_->lexicon(), document);
  context_.collect(document);
  run_pass(model_->pass(0), false, document);
  for (NerToken& token : document.tokens) token.first_pass = token.tag;
  context_.collect_first_pass(document);
  run_pass(model_->pass(1), true, document);
}

void Tagger::run_pass(const NerWeights& weights, bool second_pass, NerDocument& document) {
  for (const NerSentence& sentence : document.sentences) {
    active_.assign(sentence.size(), false);
    for (std::uint32_t i = 0; i < sentence.size(); ++i) {
      if (!needs_scores(*document.tokens[sentence.begin + i].form)) continue;
      const std::uint32_t first = i < kBeforeCapital ? 0 : i - kBeforeCapital;
      const std::uint32_t last = std::min(sentence.size() - 1, i + kAfterCapital);
      for (std::uint32_t k = first; k <= last; ++k) active_[k] = true;
    }
    for (std::uint32_t i = 0; i < sentence.size();) {
      if (!active_[i]) {
        document.tokens[sentence.begin + i].tag = kOutside;
        ++i;
        continue;
      }
      std::uint32_t end = i;
      while (end < sentence.size() && active_[end]) ++end;
      tag_segment(weights, second_pass, document, sentence,
                  {sentence.begin + i, sentence.begin + end});
      i = end;
    }
  }
}

void Tagger::tag_segment(const NerWeights& weights, bool second_pass, NerDocument& document,
                         const NerSentence& sentence, NerSentence segment) {
  scores_.assign(std::size_t{segment.size()} * kTagCount, 0.0F);
  tags_.resize(segment.size());
  for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
    collect_features(document, sentence, i, context_, second_pass, features_);
    add_scores(weights, &scores_[std::size_t{i - segment.begin} * kTagCount]);
  }
  best_tags({.transitions = weights.header->transitions,
             .scores = scores_.data(),
             .count = segment.size(),
             .starts = segment.begin == sentence.begin,
             .ends = segment.end == sentence.end},
            tags_.data());
  for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
    document.tokens[i].tag = tags_[i - segment.begin];
  }
}

void Tagger::add_scores(const NerWeights& weights, float* scores) {
  for (const std::uint64_t feature : features_) {
    __builtin_prefetch(&weights.features[slot_index(feature, weights.features.size())]);
  }
  offsets_.clear();
  for (const std::uint64_t feature : features_) {
    const std::uint32_t* offset = find_slot(weights.features, feature);
    if (offset == nullptr) continue;
    __builtin_prefetch(&weights.weights[*offset]);
    offsets_.push_back(*offset);
  }
  std::array<std::int32_t, kTagCount> sums{};
  for (const std::uint32_t offset : offsets_) {
    const std::uint8_t* at = &weights.weights[offset];
    for (std::size_t left = *at++; left > 0; --left, at += 2) {
      sums[at[0]] += static_cast<std::int8_t>(at[1]);
    }
  }
  for (std::size_t tag = 0; tag < kTagCount; ++tag) {
    scores[tag] = static_cast<float>(sums[tag]) * weights.header->scale;
  }
}

}  // namespace ksearch
