// Maximum likelihood of a linear-chain conditional random field: for each sentence the gradient by
// the forward-backward algorithm, then a step of FTRL-proximal (McMahan et al., "Ad click
// prediction", 2013), whose L1 term leaves most weights at zero. Everything runs in one thread, in
// a fixed order over sorted features, so that the same input gives the same bytes.

#include "indexer/entities/train/crf_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "indexer/entities/feature_hash.h"
#include "indexer/entities/features.h"

namespace ksearch::train {
namespace {

/// Tags padded so that rows of weights fill vector registers.
constexpr std::size_t kRow = 20;
/// Tokens whose gradient is nowhere larger teach nothing.
constexpr float kMinGradient = 1e-3F;
constexpr float kTransitionL2 = 0.1F;

using Row = std::array<float, kRow>;

struct Sentence {
  std::size_t first_token;
  std::size_t size;
};

/// All tokens of the training set with the numbers of their features.
struct Examples {
  std::vector<Sentence> sentences;
  std::vector<std::size_t> feature_begin;  ///< of each token, and the end of the last
  std::vector<std::uint32_t> features;
  std::vector<Tag> tags;
  std::vector<std::uint64_t> names;  ///< hash of each feature, sorted
  std::vector<bool> is_copy;         ///< of one corpus alone
};

std::uint64_t copy_of(std::uint64_t feature, std::uint32_t corpus) {
  return combine(feature, 7777U + corpus);
}

/// Calls visit(token features including copies) for all tokens in order.
template <typename Visit>
void for_each_token(const std::vector<TrainingDocument*>& documents, bool second_pass,
                    Visit visit) {
  DocumentContext context;
  std::vector<std::uint64_t> features;
  for (TrainingDocument* training : documents) {
    NerDocument& document = training->tokens.document;
    context.collect(document);
    if (second_pass) context.collect_first_pass(document);
    for (const NerSentence& sentence : document.sentences) {
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        collect_features({document, sentence, i, context, second_pass}, features);
        visit(*training, i, features);
      }
    }
  }
}

/// The features seen often enough, sorted. Counting by sorting in slices keeps memory bounded.
std::vector<std::uint64_t> frequent_features(const std::vector<TrainingDocument*>& documents,
                                             bool second_pass, std::uint32_t min_count) {
  constexpr unsigned kSliceBits = 1;
  std::vector<std::uint64_t> frequent;
  for (std::uint64_t slice = 0; slice < 1U << kSliceBits; ++slice) {
    std::vector<std::uint64_t> seen;
    const auto note = [&](std::uint64_t feature) {
      if (feature >> (64U - kSliceBits) == slice) seen.push_back(feature);
    };
    for_each_token(documents, second_pass,
                   [&](const TrainingDocument& document, std::uint32_t,
                       const std::vector<std::uint64_t>& features) {
                     for (const std::uint64_t feature : features) {
                       note(feature);
                       if (document.corpus != 0) note(copy_of(feature, document.corpus));
                     }
                   });
    std::sort(seen.begin(), seen.end());
    for (std::size_t begin = 0; begin < seen.size();) {
      std::size_t end = begin + 1;
      while (end < seen.size() && seen[end] == seen[begin]) ++end;
      if (end - begin >= min_count) frequent.push_back(seen[begin]);
      begin = end;
    }
  }
  return frequent;
}

/// Numbers of features: a hash table with linear probing over the sorted features.
class FeatureNumbers {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  explicit FeatureNumbers(const std::vector<std::uint64_t>& features)
      : features_(features), slots_(features.size() * 2 + 1, kNone) {
    for (std::uint32_t i = 0; i < features.size(); ++i) {
      std::size_t slot = features[i] % slots_.size();
      while (slots_[slot] != kNone) slot = slot + 1 == slots_.size() ? 0 : slot + 1;
      slots_[slot] = i;
    }
  }
  [[nodiscard]] std::uint32_t find(std::uint64_t feature) const {
    std::size_t slot = feature % slots_.size();
    while (slots_[slot] != kNone && features_[slots_[slot]] != feature) {
      slot = slot + 1 == slots_.size() ? 0 : slot + 1;
    }
    return slots_[slot];
  }

 private:
  const std::vector<std::uint64_t>& features_;
  std::vector<std::uint32_t> slots_;
};

Examples make_examples(const std::vector<TrainingDocument*>& documents, bool second_pass,
                       std::uint32_t min_count) {
  Examples examples;
  examples.names = frequent_features(documents, second_pass, min_count);
  examples.is_copy.assign(examples.names.size(), false);
  const FeatureNumbers numbers(examples.names);
  for (const TrainingDocument* training : documents) {
    for (const NerSentence& sentence : training->tokens.document.sentences) {
      if (sentence.size() == 0) continue;
      const std::size_t first = examples.sentences.empty() ? 0
                                                           : examples.sentences.back().first_token +
                                                                 examples.sentences.back().size;
      examples.sentences.push_back({first, sentence.size()});
    }
  }
  for_each_token(documents, second_pass,
                 [&](const TrainingDocument& document, std::uint32_t token,
                     const std::vector<std::uint64_t>& features) {
                   examples.feature_begin.push_back(examples.features.size());
                   examples.tags.push_back(document.tokens.gold[token]);
                   for (const std::uint64_t feature : features) {
                     const std::uint32_t plain = numbers.find(feature);
                     if (plain != FeatureNumbers::kNone) examples.features.push_back(plain);
                     if (document.corpus == 0) continue;
                     const std::uint32_t copy = numbers.find(copy_of(feature, document.corpus));
                     if (copy == FeatureNumbers::kNone) continue;
                     examples.features.push_back(copy);
                     examples.is_copy[copy] = true;
                   }
                 });
  examples.feature_begin.push_back(examples.features.size());
  return examples;
}

using Transitions = std::array<Row, kTagCount + 1>;

bool is_legal(std::size_t before, Tag tag) {
  return before == kTagCount ? may_start(tag) : may_follow(static_cast<Tag>(before), tag);
}

struct TagPair {
  Tag before;
  Tag tag;
};

const std::vector<TagPair>& legal_pairs() {
  static const std::vector<TagPair> kPairs = [] {
    std::vector<TagPair> pairs;
    for (Tag before = 0; before < kTagCount; ++before) {
      for (Tag tag = 0; tag < kTagCount; ++tag) {
        if (may_follow(before, tag)) pairs.push_back({before, tag});
      }
    }
    return pairs;
  }();
  return kPairs;
}

/// Weights and the state of FTRL-proximal for each of them.
class Optimizer {
 public:
  Optimizer(std::size_t features, const TrainerOptions& options)
      : options_(options), weights_(features), z_(features), n_(features) {}

  [[nodiscard]] const Row& row(std::uint32_t feature) const { return weights_[feature]; }
  [[nodiscard]] const Transitions& transitions() const { return transitions_; }

  void step(std::uint32_t feature, const Row& gradient, const Row& squared) {
    float* w = weights_[feature].data();
    float* z = z_[feature].data();
    float* n = n_[feature].data();
    const float inverse_alpha = 1.0F / options_.alpha;
    for (std::size_t k = 0; k < kRow; ++k) {
      const float n_after = n[k] + squared[k];
      const float root = std::sqrt(n_after);
      const float sigma = (root - std::sqrt(n[k])) * inverse_alpha;
      z[k] += gradient[k] - sigma * w[k];
      n[k] = n_after;
      const float excess = std::max(std::fabs(z[k]) - options_.l1, 0.0F);
      w[k] = -std::copysign(excess, z[k]) / ((options_.beta + root) * inverse_alpha + options_.l2);
    }
  }

  void step_transitions(const Transitions& gradient) {
    for (std::size_t a = 0; a <= kTagCount; ++a) {
      for (std::size_t b = 0; b < kTagCount; ++b) {
        const float g = gradient[a][b];
        if (g == 0.0F) continue;
        const float n_after = transition_n_[a][b] + g * g;
        const float sigma = (std::sqrt(n_after) - std::sqrt(transition_n_[a][b])) / options_.alpha;
        transition_z_[a][b] += g - sigma * transitions_[a][b];
        transition_n_[a][b] = n_after;
        transitions_[a][b] =
            -transition_z_[a][b] /
            ((options_.beta + std::sqrt(n_after)) / options_.alpha + kTransitionL2);
      }
    }
  }

 private:
  TrainerOptions options_;
  std::vector<Row> weights_;
  std::vector<Row> z_;
  std::vector<Row> n_;
  Transitions transitions_{};
  Transitions transition_z_{};
  Transitions transition_n_{};
};

/// The gradient of one sentence's log likelihood.
class SentenceGradient {
 public:
  /// Fills tokens() and transitions(); the log likelihood.
  double compute(const Examples& examples, const Sentence& sentence, const Optimizer& optimizer) {
    const std::size_t size = sentence.size;
    tags_ = &examples.tags[sentence.first_token];
    score_tokens(examples, sentence, optimizer);
    for (std::size_t a = 0; a <= kTagCount; ++a) {
      for (Tag b = 0; b < kTagCount; ++b) {
        exp_transitions_[a][b] = is_legal(a, b) ? std::exp(optimizer.transitions()[a][b]) : 0.0F;
      }
    }
    const double log_partition = forward(size);
    backward(size);
    collect(size);
    double gold = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t before = i == 0 ? kTagCount : tags_[i - 1];
      gold += static_cast<double>(scores_[i][tags_[i]]) +
              static_cast<double>(optimizer.transitions()[before][tags_[i]]);
    }
    return gold - log_partition;
  }
  [[nodiscard]] const Row& token(std::size_t i) const { return gradient_[i]; }
  [[nodiscard]] const Transitions& transitions() const { return transition_gradient_; }

 private:
  void score_tokens(const Examples& examples, const Sentence& sentence,
                    const Optimizer& optimizer) {
    scores_.assign(sentence.size, Row{});
    exp_scores_.assign(sentence.size, Row{});
    for (std::size_t i = 0; i < sentence.size; ++i) {
      const std::size_t token = sentence.first_token + i;
      Row& scores = scores_[i];
      for (std::size_t f = examples.feature_begin[token]; f < examples.feature_begin[token + 1];
           ++f) {
        const Row& weights = optimizer.row(examples.features[f]);
        for (std::size_t k = 0; k < kRow; ++k) scores[k] += weights[k];
      }
    }
  }

  double forward(std::size_t size) {
    alpha_.assign(size, Row{});
    inverse_.resize(size);
    double log_partition = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const float top = *std::max_element(scores_[i].begin(), scores_[i].begin() + kTagCount);
      for (std::size_t k = 0; k < kTagCount; ++k) {
        exp_scores_[i][k] = std::exp(scores_[i][k] - top);
      }
      Row& alpha = alpha_[i];
      if (i == 0) {
        for (std::size_t k = 0; k < kTagCount; ++k) alpha[k] = exp_transitions_[kTagCount][k];
      } else {
        for (const TagPair& pair : legal_pairs()) {
          alpha[pair.tag] += alpha_[i - 1][pair.before] * exp_transitions_[pair.before][pair.tag];
        }
      }
      float sum = 0;
      for (std::size_t k = 0; k < kTagCount; ++k) {
        alpha[k] *= exp_scores_[i][k];
        if (i + 1 == size && !may_end(static_cast<Tag>(k))) alpha[k] = 0;
        sum += alpha[k];
      }
      inverse_[i] = 1.0F / sum;
      for (std::size_t k = 0; k < kTagCount; ++k) alpha[k] *= inverse_[i];
      log_partition += static_cast<double>(top) + std::log(static_cast<double>(sum));
    }
    return log_partition;
  }

  void backward(std::size_t size) {
    beta_.assign(size, Row{});
    for (std::size_t i = size; i-- > 0;) {
      if (i + 1 == size) {
        for (std::size_t k = 0; k < kTagCount; ++k) {
          beta_[i][k] = may_end(static_cast<Tag>(k)) ? 1.0F : 0.0F;
        }
        continue;
      }
      Row next{};
      for (std::size_t k = 0; k < kTagCount; ++k) {
        next[k] = beta_[i + 1][k] * exp_scores_[i + 1][k] * inverse_[i + 1];
      }
      for (const TagPair& pair : legal_pairs()) {
        beta_[i][pair.before] += exp_transitions_[pair.before][pair.tag] * next[pair.tag];
      }
    }
  }

  void collect(std::size_t size) {
    gradient_.assign(size, Row{});
    for (Row& row : transition_gradient_) row.fill(0);
    std::vector<float>& joint = joint_;
    joint.resize(legal_pairs().size());
    for (std::size_t i = 0; i < size; ++i) {
      Row& gradient = gradient_[i];
      float sum = 0;
      for (std::size_t k = 0; k < kTagCount; ++k) {
        gradient[k] = alpha_[i][k] * beta_[i][k];
        sum += gradient[k];
      }
      for (std::size_t k = 0; k < kTagCount; ++k) gradient[k] /= sum;
      gradient[tags_[i]] -= 1.0F;
      if (i == 0) {
        for (std::size_t k = 0; k < kTagCount; ++k) {
          transition_gradient_[kTagCount][k] += gradient[k];
        }
        continue;
      }
      float total = 0;
      for (std::size_t p = 0; p < joint.size(); ++p) {
        const TagPair& pair = legal_pairs()[p];
        joint[p] = alpha_[i - 1][pair.before] * exp_transitions_[pair.before][pair.tag] *
                   exp_scores_[i][pair.tag] * beta_[i][pair.tag];
        total += joint[p];
      }
      for (std::size_t p = 0; p < joint.size(); ++p) {
        const TagPair& pair = legal_pairs()[p];
        transition_gradient_[pair.before][pair.tag] += joint[p] / total;
      }
      transition_gradient_[tags_[i - 1]][tags_[i]] -= 1.0F;
    }
  }

  const Tag* tags_ = nullptr;
  std::vector<Row> scores_;
  std::vector<Row> exp_scores_;
  std::vector<Row> alpha_;
  std::vector<Row> beta_;
  std::vector<Row> gradient_;
  std::vector<float> inverse_;
  std::vector<float> joint_;
  Transitions exp_transitions_{};
  Transitions transition_gradient_{};
};

/// A fixed shuffle: std::shuffle's result may differ between libraries.
void shuffle(std::vector<std::size_t>& order, std::uint64_t seed) {
  std::uint64_t state = seed;
  for (std::size_t i = order.size(); i > 1; --i) {
    state = combine(state, i);
    std::swap(order[i - 1], order[state % i]);
  }
}

void learn_sentence(const Examples& examples, const Sentence& sentence,
                    const SentenceGradient& gradient, Optimizer& optimizer) {
  for (std::size_t i = 0; i < sentence.size; ++i) {
    const Row& row = gradient.token(i);
    Row squared{};
    float largest = 0;
    for (std::size_t k = 0; k < kTagCount; ++k) {
      squared[k] = row[k] * row[k];
      largest = std::max(largest, std::fabs(row[k]));
    }
    if (largest < kMinGradient) continue;
    const std::size_t token = sentence.first_token + i;
    for (std::size_t f = examples.feature_begin[token]; f < examples.feature_begin[token + 1];
         ++f) {
      optimizer.step(examples.features[f], row, squared);
    }
  }
  optimizer.step_transitions(gradient.transitions());
}

TrainedPass keep_used(const Examples& examples, const Optimizer& optimizer) {
  TrainedPass pass;
  for (std::size_t i = 0; i < examples.names.size(); ++i) {
    if (examples.is_copy[i]) continue;
    std::array<float, kTagCount> weights{};
    const Row& row = optimizer.row(static_cast<std::uint32_t>(i));
    std::copy_n(row.begin(), kTagCount, weights.begin());
    if (std::all_of(weights.begin(), weights.end(), [](float w) { return w == 0.0F; })) continue;
    pass.features.push_back(examples.names[i]);
    pass.weights.push_back(weights);
  }
  for (std::size_t a = 0; a <= kTagCount; ++a) {
    std::copy_n(optimizer.transitions()[a].begin(), kTagCount, pass.transitions[a].begin());
  }
  return pass;
}

}  // namespace

TrainedPass train_pass(std::vector<TrainingDocument*>& documents, bool second_pass,
                       const TrainerOptions& options,
                       const std::function<void(const std::string&)>& log) {
  const Examples examples = make_examples(documents, second_pass, options.min_count);
  log(fmt::format("{} sentences, {} tokens, {} features", examples.sentences.size(),
                  examples.tags.size(), examples.names.size()));
  Optimizer optimizer(examples.names.size(), options);
  SentenceGradient gradient;
  std::vector<std::size_t> order(examples.sentences.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::uint32_t epoch = 0; epoch < options.epochs; ++epoch) {
    const auto start = std::chrono::steady_clock::now();
    shuffle(order, combine(options.seed, epoch));
    double likelihood = 0;
    for (const std::size_t index : order) {
      const Sentence& sentence = examples.sentences[index];
      likelihood += gradient.compute(examples, sentence, optimizer);
      learn_sentence(examples, sentence, gradient, optimizer);
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    log(fmt::format("epoch {}: log likelihood {:.0f}, {:.1f} s", epoch + 1, likelihood,
                    elapsed.count()));
  }
  return keep_used(examples, optimizer);
}

}  // namespace ksearch::train
