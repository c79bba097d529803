// The model's tags become mentions in three steps: spans are cut to what names look like, those of
// headlines are kept only where something else speaks for them, and short forms are resolved.

#include "indexer/entities/trained_recognizer.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "common/entities/known_names.h"
#include "indexer/entities/certain_names.h"
#include "indexer/entities/feature_hash.h"
#include "indexer/entities/mention_builder.h"
#include "indexer/entities/ner_text.h"
#include "indexer/entities/resolver.h"

namespace ksearch {
namespace {

/// Names of more tokens are mistakes: lists, tables, lines of capitals.
constexpr std::size_t kMaxNameTokens = 12;
/// The longest name of a person that a headline alone is believed.
constexpr std::size_t kMaxHeadlinePerson = 3;

/// The spans of a tagged text that can be shown as names.
class SpanReader {
 public:
  explicit SpanReader(const NerText& text) : text_(text) {}

  std::vector<TagSpan> read() {
    std::vector<bool> in_headline;
    std::vector<Tag> tags;
    for (const NerSentence& sentence : text_.document.sentences) {
      const bool headline = is_headline(text_.document, sentence) && !has_full_stop(sentence);
      tags.clear();
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        tags.push_back(text_.document.tokens[i].tag);
      }
      for (const TagSpan& span : spans_of(tags.data(), tags.size())) {
        if (span.type == EntityType::kMisc) continue;
        split({sentence.begin + span.begin, sentence.begin + span.end, span.type});
      }
      in_headline.resize(spans_.size(), headline);
    }
    correct_cities();
    return without_doubtful(in_headline);
  }

 private:
  /// Headlines have none; a short sentence of names may look like one otherwise.
  bool has_full_stop(const NerSentence& sentence) const {
    for (std::uint32_t i = sentence.end; i > sentence.begin; --i) {
      if (form(i - 1).word == kFullStop) return true;
      if (!form(i - 1).punctuation) return false;
    }
    return false;
  }
  const TokenForm& form(std::size_t i) const { return *text_.document.tokens[i].form; }
  bool is_mark(std::size_t i) const {
    return form(i).name.empty() || text_.sources[i].surface.begin != text_.sources[i].token.begin;
  }

  /// "Vienna, Austria" is two places.
  void split(const TagSpan& span) {
    std::size_t begin = span.begin;
    for (std::size_t i = span.begin; i <= span.end; ++i) {
      const bool comma = i < span.end && span.type == EntityType::kPlace && is_comma(i);
      if (i < span.end && !comma) continue;
      keep_presentable({begin, i, span.type});
      begin = i + 1;
    }
  }
  bool is_comma(std::size_t i) const { return form(i).word == kComma; }

  /// Cuts off punctuation and possessives at the ends, which names do not have.
  void keep_presentable(TagSpan span) {
    while (span.end > span.begin && is_mark(span.end - 1)) --span.end;
    while (span.end > span.begin && is_mark(span.begin)) ++span.begin;
    if (span.begin < span.end && is_presentable(span)) spans_.push_back(span);
  }

  /// No furniture, a capital, not a date or a nationality alone.
  bool is_presentable(const TagSpan& span) const {
    bool capital = false;
    for (std::size_t i = span.begin; i < span.end; ++i) {
      if (text_.sources[i].furniture) return false;
      capital = capital || form(i).capital || form(i).mixed_case;
    }
    if (!capital || span.end - span.begin > kMaxNameTokens) return false;
    if (span.end - span.begin > 1) return true;
    return form(span.begin).name.size() > 1 && !form(span.begin).is(GazetteerClass::kDateWord) &&
           !form(span.begin).is(GazetteerClass::kDemonym);
  }

  NameHash hash_of(const TagSpan& span) const {
    NameHash hash;
    for (std::size_t i = span.begin; i < span.end; ++i) hash.add(form(i).name);
    return hash;
  }

  /// A lone "Atlanta" is a city and not a person, unless it follows a title or is part of a
  /// person's full name elsewhere.
  void correct_cities() {
    std::unordered_set<std::uint64_t> parts_of_people;
    for (const TagSpan& span : spans_) {
      if (span.type != EntityType::kPerson || span.end - span.begin < 2) continue;
      for (std::size_t i = span.begin; i < span.end; ++i) parts_of_people.insert(form(i).lower);
    }
    for (TagSpan& span : spans_) {
      if (span.type != EntityType::kPerson || span.end - span.begin > 1) continue;
      if (span.begin > 0 && form(span.begin - 1).is(GazetteerClass::kTitle)) continue;
      if (parts_of_people.contains(form(span.begin).lower)) continue;
      const auto known = find_known_name(hash_of(span));
      if (known && known->is(kKnownCity) && !known->is(kKnownGivenName)) {
        span.type = EntityType::kPlace;
      }
    }
  }

  /// Leaves out names that stand in headlines only, unless they are known or surely a person's.
  std::vector<TagSpan> without_doubtful(const std::vector<bool>& in_headline) const {
    std::unordered_set<std::uint64_t> confirmed;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      if (in_headline[i]) continue;
      confirmed.insert(hash_of(spans_[i]).value());
      if (spans_[i].type == EntityType::kPerson) {
        confirmed.insert(NameHash(form(spans_[i].end - 1).name).value());
      }
    }
    std::vector<TagSpan> kept;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      if (!in_headline[i] || confirmed.contains(hash_of(spans_[i]).value()) ||
          is_believable(spans_[i])) {
        kept.push_back(spans_[i]);
      }
    }
    return kept;
  }

  bool is_believable(const TagSpan& span) const {
    const std::size_t size = span.end - span.begin;
    const auto known = find_known_name(hash_of(span));
    if (known && known->is(kKnownPlace | kKnownOrganisation | kKnownPerson)) return true;
    return span.type == EntityType::kPerson && size >= 2 && size <= kMaxHeadlinePerson &&
           form(span.begin).is(GazetteerClass::kGivenName) &&
           !form(span.end - 1).is(GazetteerClass::kCommonWord);
  }

  const std::uint64_t kComma = hash_text(",");
  const std::uint64_t kFullStop = hash_text(".");
  const NerText& text_;
  std::vector<TagSpan> spans_;
};

}  // namespace

TrainedRecognizer::TrainedRecognizer(std::shared_ptr<const NerModel> model)
    : model_(model), tagger_(std::move(model)) {}

std::vector<Mention> TrainedRecognizer::recognize(const RecognizerInput& input) {
  if (!input.language.empty() && input.language != "en") return rules_.recognize(input);
  tagger_.forms().trim();
  NerText text = read_ner_text(input, tagger_.forms());
  tagger_.tag(text.document);
  apply_certain_names(text.document);
  std::vector<Mention> mentions;
  for (const TagSpan& span : SpanReader(text).read()) {
    const NerSource& first = text.sources[span.begin];
    const NerSource& last = text.sources[span.end - 1];
    mentions.push_back(make_mention(input.text, {.tokens = {first.token.begin, last.token.end},
                                                 .surface = {first.surface.begin, last.surface.end},
                                                 .type = span.type}));
  }
  resolve_names(mentions);
  return mentions;
}

std::unique_ptr<EntityRecognizer> TrainedRecognizer::clone() const {
  return std::make_unique<TrainedRecognizer>(model_);
}

std::string TrainedRecognizer::fingerprint() const {
  return model_->fingerprint() + '+' + rules_.fingerprint();
}

}  // namespace ksearch
