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

/// Where each sequence of tags comes from that ends in one tag, and what it scores up to there.
struct Step {
  std::array<float, kTagCount> best;
  std::array<std::int32_t, kTagCount> from{};

  Step() { best.fill(-std::numeric_limits<float>::infinity()); }
  void offer(std::size_t tag, float value, Tag before) {
    const bool better = value > best[tag];
    best[tag] = better ? value : best[tag];
    from[tag] = better ? before : from[tag];
  }
};

/// The best way to each tag. Tags that begin a name, and kOutside, follow any that is not open, in
/// a loop that compilers turn into vector instructions; the others follow two only.
Step step_from(const std::array<float, kTagCount>& best, const float (*transitions)[kTagCount]) {
  Step step;
  for (Tag before = 0; before < kTagCount; ++before) {
    if (is_open(before)) continue;
    for (std::size_t tag = 0; tag < kTagCount; ++tag) {
      step.offer(tag, best[before] + transitions[before][tag], before);
    }
  }
  for (std::size_t type = 0; type < kTypeCount; ++type) {
    const Tag begin = make_tag(static_cast<EntityType>(type), TagPosition::kBegin);
    const Tag inside = make_tag(static_cast<EntityType>(type), TagPosition::kInside);
    const Tag last = make_tag(static_cast<EntityType>(type), TagPosition::kLast);
    for (const Tag tag : {inside, last}) {
      step.best[tag] = -std::numeric_limits<float>::infinity();
      step.from[tag] = kOutside;
      for (const Tag before : {begin, inside}) {
        step.offer(tag, best[before] + transitions[before][tag], before);
      }
    }
  }
  return step;
}

/// Where the sums of a word at this place are kept: the far ones on each side are the same feature.
constexpr std::size_t word_slot(std::size_t place) {
  constexpr std::size_t kFirst = kFeatureReach - 2;
  if (place < kFirst) return 5;
  return place < kFirst + 5 ? place - kFirst : 6;
}

bool needs_scores(const TokenForm& form) {
  return form.capital || form.mixed_case || form.all_capitals;
}

}  // namespace

void best_tags(const TagLattice& lattice, Tag* tags) {
  if (lattice.count == 0) return;
  thread_local std::vector<Tag> back;
  back.resize(lattice.count * kTagCount);
  std::array<float, kTagCount> best{};
  const float* start = lattice.transitions[lattice.starts ? kTagCount : kOutside];
  for (Tag tag = 0; tag < kTagCount; ++tag) {
    best[tag] = may_start(tag) ? lattice.scores[tag] + start[tag] : kImpossible;
  }
  for (std::size_t i = 1; i < lattice.count; ++i) {
    const float* scores = lattice.scores + i * kTagCount;
    const Step step = step_from(best, lattice.transitions);
    for (std::size_t tag = 0; tag < kTagCount; ++tag) {
      best[tag] = step.best[tag] + scores[tag];
      back[i * kTagCount + tag] = static_cast<Tag>(step.from[tag]);
    }
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

void Tagger::trim() {
  if (!forms_.trim()) return;
  for (std::vector<WordScores>& scores : word_scores_) scores.clear();
}

void Tagger::tag(NerDocument& document) {
  for (std::vector<WordScores>& scores : word_scores_) scores.resize(forms_.size());
  mark_gazetteer(model_->lexicon(), document);
  context_.collect(document);
  run_pass(0, document);
  for (NerToken& token : document.tokens) token.first_pass = token.tag;
  context_.collect_first_pass(document);
  run_pass(1, document);
}

void Tagger::run_pass(std::size_t pass, NerDocument& document) {
  context_scores_.assign(context_.word_count(), {});
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
      tag_segment(pass, document, sentence, {sentence.begin + i, sentence.begin + end});
      i = end;
    }
  }
}

void Tagger::tag_segment(std::size_t pass, NerDocument& document, const NerSentence& sentence,
                         NerSentence segment) {
  const NerPassHeader& header = *model_->pass(pass).header;
  scores_.resize(std::size_t{segment.size()} * kTagCount);
  tags_.resize(segment.size());
  float* score = scores_.data();
  for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
    const Sums sums = sums_of(pass, {document, sentence, i, context_, pass > 0});
    for (const std::int32_t sum : sums) *score++ = static_cast<float>(sum) * header.scale;
  }
  best_tags({.transitions = header.transitions,
             .scores = scores_.data(),
             .count = segment.size(),
             .starts = segment.begin == sentence.begin,
             .ends = segment.end == sentence.end},
            tags_.data());
  for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
    document.tokens[i].tag = tags_[i - segment.begin];
  }
}

/// The weights of a token's features. Most of them belong to one word at one place, whatever the
/// rest of the text, or to the word throughout the document; their sums are kept, which is faster
/// and, in whole numbers, the same.
Tagger::Sums Tagger::sums_of(std::size_t pass, const FeatureRequest& request) {
  const NerWeights& weights = model_->pass(pass);
  SmallSums kept{};  // some 80 features: far from the largest number
  const auto add = [](auto& to, const auto& from) {
    for (std::size_t tag = 0; tag < kTagCount; ++tag) {
      to[tag] = static_cast<std::decay_t<decltype(to[tag])>>(to[tag] + from[tag]);
    }
  };
  std::array<WordScores*, kFeaturePlaces> words{};
  const std::int64_t first = std::int64_t{request.token} - kFeatureReach;
  for (std::size_t place = 0; place < kFeaturePlaces; ++place) {
    const std::int64_t at = first + static_cast<std::int64_t>(place);
    features_.wanted[place] = true;
    if (at < request.sentence.begin || at >= request.sentence.end) continue;
    const TokenForm& form = *request.document.tokens[static_cast<std::size_t>(at)].form;
    words[place] = &word_scores_[pass][form.number];
    if (!words[place]->known[word_slot(place)]) continue;
    features_.wanted[place] = false;
    add(kept, words[place]->sums[word_slot(place)]);
  }
  ContextScores& context = context_scores_[request.document.tokens[request.token].context];
  const bool capital = request.document.tokens[request.token].form->capital;
  features_.context_wanted = capital && !context.known;
  if (capital && context.known) add(kept, context.sums);

  collect_features(request, features_);
  Sums sums = weigh(weights, features_.others);
  add(sums, kept);
  const auto keep = [&](const std::vector<std::uint64_t>& features, SmallSums* place) {
    const Sums some = weigh(weights, features);
    add(sums, some);
    if (place != nullptr) std::ranges::copy(some, place->begin());
  };
  for (std::size_t place = 0; place < kFeaturePlaces; ++place) {
    if (!features_.wanted[place]) continue;
    WordScores* word = words[place];
    keep(features_.of_word[place], word == nullptr ? nullptr : &word->sums[word_slot(place)]);
    if (word != nullptr) word->known[word_slot(place)] = true;
  }
  if (features_.context_wanted) {
    keep(features_.of_context, &context.sums);
    context.known = true;
  }
  return sums;
}

Tagger::Sums Tagger::weigh(const NerWeights& weights, const std::vector<std::uint64_t>& features) {
  for (const std::uint64_t feature : features) {
    __builtin_prefetch(&weights.features[slot_index(feature, weights.features.size())]);
  }
  offsets_.resize(std::max(offsets_.size(), features.size()));
  std::size_t count = 0;
  for (const std::uint64_t feature : features) {
    const std::uint32_t* offset = find_slot(weights.features, feature);
    if (offset == nullptr) continue;
    __builtin_prefetch(&weights.weights[*offset]);
    offsets_[count++] = *offset;
  }
  Sums sums{};
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* at = &weights.weights[offsets_[i]];
    for (std::size_t left = *at++; left > 0; --left, at += 2) {
      sums[at[0]] += static_cast<std::int8_t>(at[1]);
    }
  }
  return sums;
}

}  // namespace ksearch
