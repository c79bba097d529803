#include "indexer/entities/features.h"

#include <algorithm>

#include "indexer/entities/feature_hash.h"

namespace ksearch {
namespace {

/// Kinds of features. Never renumber: hashed into model files.
enum Kind : std::uint64_t {
  kBias = 1,
  kNextWord = 8,
  kPreviousWord,
  kWord,
  kLower,
  kLowerM1,
  kLowerP1,
  kLowerM2,
  kLowerP2,
  kBigramM1,
  kBigramP1,
  kLowerM1Shape,
  kShapeLowerP1,
  kLeftPair,
  kRightPair,
  kPrefix = 30,
  kSuffix = 40,
  kSuffixM1 = 45,
  kSuffixP1,
  kSuffixShape,
  kPrefixShape,
  kShape = 50,
  kCompactShape,
  kShapePairM1,
  kShapePairP1,
  kShapeTriple,
  kShapeLeftTriple,
  kShapeRightTriple,
  kShapeM1,
  kShapeP1,
  kFlags,
  kFirstWordFlags,
  kBagLeft = 70,
  kBagRight,
  kGazetteer = 80,
  kGazetteerM1,
  kGazetteerP1,
  kGazetteerAll,
  kGazetteerAllM1,
  kGazetteerAllP1,
  kGazetteerShape,
  kCaseCounts = 90,
  kAfterTitle,
  kAfterTitleShape,
  kRun,
  kRunLast,
  kRunFirst,
  kRunGivenName,
  kIsAcronym,
  kAcronymOf,
  kCapitalCount,
  kNextCase,
  kNextAfterTitle,
  kPreviousCase,
  kPreviousAfterTitle,
  kContextLeft = 110,
  kContextRight,
  kTag = 120,
  kTagM1,
  kTagP1,
  kTagPairP1,
  kTagPairM1,
  kMajority,
  kMajorityOwn,
  kLongest,
  kLongestPosition,
  kOtherTag,
  kLongestP1,
  kLongestM1,
  kCoarseCluster = 200,
  kFineCluster = 210,
  kClusterShape = 220,
  kClusterLowerM1,
  kClusterLowerP1,
};

/// Takes all features in one list, in the order of training.
class WholeList {
 public:
  explicit WholeList(std::vector<std::uint64_t>& features) : features_(features) {
    features_.clear();
  }
  void add(std::uint64_t feature) { features_.push_back(feature); }
  static bool wants(int) { return true; }
  void add_of_word(int, std::uint64_t feature) { features_.push_back(feature); }
  static bool wants_context() { return true; }
  void add_of_context(std::uint64_t feature) { features_.push_back(feature); }

 private:
  std::vector<std::uint64_t>& features_;
};

/// Sorts features by what decides them.
class SplitLists {
 public:
  explicit SplitLists(SplitFeatures& features) : features_(features) {
    features_.others.clear();
    if (features_.context_wanted) features_.of_context.clear();
    for (std::size_t i = 0; i < kFeaturePlaces; ++i) {
      if (features_.wanted[i]) features_.of_word[i].clear();
    }
  }
  void add(std::uint64_t feature) { features_.others.push_back(feature); }
  [[nodiscard]] bool wants(int offset) const { return features_.wanted[place(offset)]; }
  void add_of_word(int offset, std::uint64_t feature) {
    features_.of_word[place(offset)].push_back(feature);
  }
  [[nodiscard]] bool wants_context() const { return features_.context_wanted; }
  void add_of_context(std::uint64_t feature) { features_.of_context.push_back(feature); }

 private:
  static std::size_t place(int offset) { return static_cast<std::size_t>(offset + kFeatureReach); }
  SplitFeatures& features_;
};

template <typename Sink>
class Collector {
 public:
  Collector(const FeatureRequest& request, Sink sink)
      : document_(request.document),
        sentence_(request.sentence),
        at_(request.token),
        context_(request.context),
        sink_(sink),
        token_(request.document.tokens[request.token]),
        form_(*token_.form) {}

  void collect(bool second_pass) {
    add_of_word(0, kBias, 1);
    words();
    affixes();
    shapes();
    bag();
    gazetteer();
    clusters();
    if (form_.capital) document_evidence();
    if (second_pass) first_pass_tags();
  }

 private:
  void add(std::uint64_t kind, std::uint64_t value) { sink_.add(combine(kind, value)); }
  /// Adds a feature that the word at an offset decides, whatever stands around it.
  void add_of_word(int offset, std::uint64_t kind, std::uint64_t value) {
    if (sink_.wants(offset)) sink_.add_of_word(offset, combine(kind, value));
  }

  const NerToken* neighbour(int offset) const {
    const std::int64_t i = std::int64_t{at_} + offset;
    if (i < sentence_.begin || i >= sentence_.end) return nullptr;
    return &document_.tokens[static_cast<std::size_t>(i)];
  }
  /// Something of the neighbour's form; beyond the sentence a value of its own on each side.
  template <typename Member>
  std::uint64_t form_at(int offset, Member member) const {
    const NerToken* token = neighbour(offset);
    if (token != nullptr) return token->form->*member;
    return offset < 0 ? 0x5bd1e995U : 0x7fb5d329U;
  }
  std::uint64_t lower(int offset) const { return form_at(offset, &TokenForm::lower); }
  std::uint64_t shape(int offset) const { return form_at(offset, &TokenForm::compact_shape); }

  void words() {
    add_of_word(0, kWord, form_.word);
    add_of_word(0, kLower, form_.lower);
    add_of_word(-1, kLowerM1, lower(-1));
    add_of_word(1, kLowerP1, lower(1));
    add_of_word(-2, kLowerM2, lower(-2));
    add_of_word(2, kLowerP2, lower(2));
    add(kBigramM1, combine(lower(-1), form_.lower));
    add(kBigramP1, combine(form_.lower, lower(1)));
    add(kLowerM1Shape, combine(lower(-1), form_.compact_shape));
    add(kShapeLowerP1, combine(form_.compact_shape, lower(1)));
    add(kLeftPair, combine(lower(-2), lower(-1)));
    add(kRightPair, combine(lower(1), lower(2)));
    add_of_word(-1, kPreviousWord, form_at(-1, &TokenForm::word));
    add_of_word(1, kNextWord, form_at(1, &TokenForm::word));
  }

  void affixes() {
    for (std::size_t i = 0; i < form_.affixes; ++i) {
      add_of_word(0, kPrefix + i + 1, form_.prefixes[i]);
      add_of_word(0, kSuffix + i + 1, form_.suffixes[i]);
    }
    if (form_.affixes >= 3) {
      add_of_word(0, kSuffixShape, combine(form_.suffixes[2], form_.compact_shape));
      add_of_word(0, kPrefixShape, combine(form_.prefixes[2], form_.compact_shape));
    }
    const NerToken* before = neighbour(-1);
    const NerToken* after = neighbour(1);
    if (before != nullptr && before->form->affixes >= 3)
      add_of_word(-1, kSuffixM1, before->form->suffixes[2]);
    if (after != nullptr && after->form->affixes >= 3)
      add_of_word(1, kSuffixP1, after->form->suffixes[2]);
  }

  void shapes() {
    const std::uint64_t own = form_.compact_shape;
    const std::uint64_t left = combine(shape(-1), own);
    const std::uint64_t right = combine(own, shape(1));
    add_of_word(0, kShape, form_.shape);
    add_of_word(0, kCompactShape, own);
    add(kShapePairM1, left);
    add(kShapePairP1, right);
    add(kShapeTriple, combine(left, shape(1)));
    add(kShapeLeftTriple, combine(shape(-2), left));
    add(kShapeRightTriple, combine(right, shape(2)));
    add_of_word(-1, kShapeM1, shape(-1));
    add_of_word(1, kShapeP1, shape(1));
    const bool first_token = at_ == sentence_.begin;
    add(kFlags, form_.flags() | std::uint64_t{first_token} << 8U);
    if (is_first_word()) add(kFirstWordFlags, form_.flags());
  }

  bool is_first_word() const {
    for (std::uint32_t i = sentence_.begin; i < at_; ++i) {
      const TokenForm& before = *document_.tokens[i].form;
      if (before.alphabetic || before.has_digit) return false;
    }
    return true;
  }

  void bag() {
    for (int offset = 2; offset <= kFeatureReach; ++offset) {
      if (neighbour(-offset) != nullptr) add_of_word(-offset, kBagLeft, lower(-offset));
      if (neighbour(offset) != nullptr) add_of_word(offset, kBagRight, lower(offset));
    }
  }

  void marks(Kind kind, const GazetteerMarks& gazetteer) {
    for (std::uint64_t bits = gazetteer.low; bits != 0; bits &= bits - 1) {
      add(kind, static_cast<std::uint64_t>(__builtin_ctzll(bits)));
    }
    for (std::uint64_t bits = gazetteer.high; bits != 0; bits &= bits - 1) {
      add(kind, 64U + static_cast<std::uint64_t>(__builtin_ctzll(bits)));
    }
  }

  void gazetteer() {
    const std::uint64_t all = combine(token_.gazetteer.low, token_.gazetteer.high);
    marks(kGazetteer, token_.gazetteer);
    add(kGazetteerAll, all);
    add(kGazetteerShape, combine(all, form_.compact_shape));
    if (const NerToken* before = neighbour(-1)) {
      marks(kGazetteerM1, before->gazetteer);
      add(kGazetteerAllM1, combine(all, before->gazetteer.classes));
    }
    if (const NerToken* after = neighbour(1)) {
      marks(kGazetteerP1, after->gazetteer);
      add(kGazetteerAllP1, combine(all, after->gazetteer.classes));
    }
  }

  void clusters() {
    for (int offset = -2; offset <= 2; ++offset) {
      const NerToken* token = neighbour(offset);
      if (token == nullptr || token->form->coarse_cluster == kNoCluster) continue;
      const auto place = static_cast<std::uint64_t>(offset + 2);
      add_of_word(offset, kCoarseCluster + place, token->form->coarse_cluster);
      add_of_word(offset, kFineCluster + place, token->form->fine_cluster);
    }
    if (form_.coarse_cluster == kNoCluster) return;
    add_of_word(0, kClusterShape, combine(form_.coarse_cluster, form_.compact_shape));
    add(kClusterLowerM1, combine(form_.fine_cluster, lower(-1)));
    add(kClusterLowerP1, combine(form_.fine_cluster, lower(1)));
  }

  static std::uint64_t bucket(std::uint32_t count) { return count == 0 ? 0 : count < 3 ? 1 : 2; }

  void add_of_context(std::uint64_t kind, std::uint64_t value) {
    sink_.add_of_context(combine(kind, value));
  }

  void document_evidence() {
    const WordContext& word = context_.of(token_);
    if (sink_.wants_context()) {
      add_of_context(kCaseCounts, bucket(word.lower) * 3 + bucket(word.capital_inside));
      add_of_context(kAfterTitle, word.after_title > 0);
    }
    if (word.after_title > 0) add(kAfterTitleShape, form_.compact_shape);
    if (sink_.wants_context()) run_evidence(word);
    neighbour_evidence(1, kNextCase, kNextAfterTitle);
    neighbour_evidence(-1, kPreviousCase, kPreviousAfterTitle);
    if (!sink_.wants_context()) return;
    for (const std::uint64_t left : word.left) {
      if (left != 0) add_of_context(kContextLeft, left);
    }
    for (const std::uint64_t right : word.right) {
      if (right != 0) add_of_context(kContextRight, right);
    }
  }

  void run_evidence(const WordContext& word) {
    if (word.run_length > 0) {
      add_of_context(kRun, std::min(word.run_length, 5U) * 3 + word.run_position);
      add_of_context(kRunLast, word.run_last);
      add_of_context(kRunFirst, word.run_first);
      add_of_context(kRunGivenName,
                     std::uint64_t{word.run_starts_with_given_name} * 3 + word.run_position);
    }
    if (word.acronym_of != 0) {
      add_of_context(kIsAcronym, 1);
      add_of_context(kAcronymOf, word.acronym_of);
    }
    add_of_context(kCapitalCount, std::min(word.capital, 5U));
  }

  void neighbour_evidence(int offset, Kind kind_of_case, Kind kind_of_title) {
    const NerToken* token = neighbour(offset);
    if (token == nullptr || !token->form->capital) return;
    const WordContext& word = context_.of(*token);
    add(kind_of_case, std::uint64_t{word.lower > 0} * 2 + std::uint64_t{word.capital_inside > 0});
    add(kind_of_title, word.after_title > 0);
  }

  void first_pass_tags() {
    constexpr std::uint64_t kNone = 99;
    const auto tag_at = [&](int offset) -> std::uint64_t {
      const NerToken* token = neighbour(offset);
      return token == nullptr ? kNone : token->first_pass;
    };
    add(kTag, tag_at(0));
    add(kTagM1, tag_at(-1));
    add(kTagP1, tag_at(1));
    add(kTagPairP1, tag_at(0) * 64 + tag_at(1));
    add(kTagPairM1, tag_at(-1) * 64 + tag_at(0));
    if (form_.capital) document_tags();
    const auto longest = [&](int offset, Kind kind) {
      const NerToken* token = neighbour(offset);
      if (token != nullptr && token->form->capital) {
        add(kind, context_.of(*token).longest_span_type);
      }
    };
    longest(1, kLongestP1);
    longest(-1, kLongestM1);
  }

  void document_tags() {
    const WordContext& word = context_.of(token_);
    const std::uint64_t own = token_.first_pass == kOutside
                                  ? kTypeCount
                                  : static_cast<std::uint64_t>(tag_type(token_.first_pass));
    std::uint32_t total = 0;
    std::size_t majority = 0;
    for (std::size_t type = 0; type <= kTypeCount; ++type) {
      total += word.first_pass[type];
      if (word.first_pass[type] > word.first_pass[majority]) majority = type;
    }
    const bool unanimous = word.first_pass[majority] == total;
    const std::uint64_t longest = word.longest_span_type * 8 + own;
    add(kMajority, majority * 2 + std::uint64_t{unanimous});
    add(kMajorityOwn, (majority * 8 + own) * 4 + std::min(total, 3U));
    add(kLongest, longest);
    add(kLongestPosition, longest * 4 + word.run_position);
    for (std::uint64_t type = 0; type <= kTypeCount; ++type) {
      const std::uint32_t others = word.first_pass[type] - (type == own ? 1U : 0U);
      if (word.first_pass[type] > 0 && others > 0) add(kOtherTag, type * 8 + own);
    }
  }

  const NerDocument& document_;
  const NerSentence& sentence_;
  std::uint32_t at_;
  const DocumentContext& context_;
  Sink sink_;
  const NerToken& token_;
  const TokenForm& form_;
};

}  // namespace

void collect_features(const FeatureRequest& request, std::vector<std::uint64_t>& features) {
  Collector(request, WholeList(features)).collect(request.second_pass);
}

void collect_features(const FeatureRequest& request, SplitFeatures& features) {
  Collector(request, SplitLists(features)).collect(request.second_pass);
}

}  // namespace ksearch
