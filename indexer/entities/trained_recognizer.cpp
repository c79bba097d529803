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
/// A dateline: the place, and the date and agency that may follow up to the dash.
constexpr std::size_t kMinDatelineLetters = 3;
constexpr std::size_t kMaxDatelineWords = 4;
constexpr std::size_t kMaxDatelineTokens = 12;
constexpr std::size_t kMaxPlaceWords = 4;
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
      const std::size_t body = headline ? sentence.begin : read_dateline(sentence);
      for (const TagSpan& span : spans_of(tags.data(), tags.size())) {
        if (span.type == EntityType::kMisc) continue;
        after_dateline({sentence.begin + span.begin, sentence.begin + span.end, span.type}, body);
      }
      if (!headline) add_certain_names(sentence, tags);
      in_headline.resize(spans_.size(), headline);
    }
    std::ranges::sort(spans_, {}, &TagSpan::begin);
    correct_organisations();
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

  /// "PORT ELLERY - Six people" and "CHERNIHIV REGION, June 10 (Wire) -" begin with a place. Where
  /// the text after it begins; the sentence's begin when there is no dateline.
  std::size_t read_dateline(const NerSentence& sentence) {
    std::size_t end = sentence.begin;
    std::size_t letters = 0;
    while (end < sentence.end && form(end).all_capitals) letters += form(end++).name.size();
    const std::size_t words = end - sentence.begin;
    if (letters < kMinDatelineLetters || words > kMaxDatelineWords || end == sentence.end) {
      return sentence.begin;
    }
    std::size_t dash = end;
    const std::size_t limit = std::min<std::size_t>(sentence.end, end + kMaxDatelineTokens);
    while (dash < limit && !is_dash(dash)) ++dash;
    if (dash == limit || (dash > end && !is_comma(end) && form(end).word != kBracket)) {
      return sentence.begin;
    }
    const auto known = find_known_name(hash_of({sentence.begin, end, EntityType::kPlace}));
    if (known && known->is(kKnownOrganisation)) return sentence.begin;
    keep_presentable({sentence.begin, end, EntityType::kPlace});
    return end;
  }

  /// Keeps what of a span lies after the dateline; a person's given name tells what follows it.
  void after_dateline(TagSpan span, std::size_t body) {
    if (span.end <= body) return;
    if (span.begin < body) {
      span.begin = body;
      while (span.begin < span.end && is_mark(span.begin)) ++span.begin;
      if (span.begin == span.end) return;
      if (form(span.begin).is(GazetteerClass::kGivenName)) {
        span.type = EntityType::kPerson;
      } else if (!find_known_name(hash_of(span))) {
        return;  // the first word of the story, capitalised for no other reason
      }
    }
    split(span);
  }

  /// Countries, capitals, seas and known people that the model took for nothing, where they stand
  /// alone.
  void add_certain_names(const NerSentence& sentence, const std::vector<Tag>& tags) {
    for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
      if (!is_free(i, sentence, tags) || !form(i).capital || joins_name(i, sentence)) continue;
      NameHash hash;
      std::size_t best = i;
      EntityType type = EntityType::kPlace;
      for (std::size_t end = i; end < sentence.end && end < i + kMaxPlaceWords; ++end) {
        if (!is_free(end, sentence, tags) || form(end).name.empty()) break;
        hash.add(form(end).name);
        const auto known = find_known_name(hash);
        if (!known || !form(end).capital) continue;
        const bool person = is_certain_person(*known, end + 1 - i);
        if (!person && !is_certain_place(*known)) continue;
        type = person ? EntityType::kPerson : EntityType::kPlace;
        best = end + 1;
      }
      if (best == i || (best < sentence.end && form(best).capital)) continue;
      keep_presentable({i, best, type});
      i = best - 1;
    }
  }
  static bool is_free(std::size_t i, const NerSentence& sentence, const std::vector<Tag>& tags) {
    const Tag tag = tags[i - sentence.begin];
    return tag == kOutside || tag_type(tag) == EntityType::kMisc;
  }
  /// Whether a capitalised word or a hyphen stands before a word: it may be part of a longer name.
  bool joins_name(std::size_t i, const NerSentence& sentence) const {
    return i > sentence.begin && (form(i - 1).capital || is_dash(i - 1));
  }
  static bool is_certain_place(const KnownName& known) {
    return known.is(kKnownCountry | kKnownRegion | kKnownCapital) && known.organisation.empty() &&
           !known.is(kKnownGivenName | kKnownCommonWord | kKnownPerson | kKnownDemonym |
                     kKnownDateWord | kKnownTitle | kKnownPlaceWord | kKnownSurname);
  }
  static bool is_certain_person(const KnownName& known, std::size_t words) {
    return known.is(words > 1 ? kKnownPerson : kKnownSurname) &&
           !known.is(kKnownPlace | kKnownOrganisation | kKnownCommonWord | kKnownGivenName);
  }
  bool is_dash(std::size_t i) const {
    return form(i).word == kHyphen || form(i).word == kEnDash || form(i).word == kEmDash;
  }

  /// "FC Zarichne" and "Marmara Enerji" are no people, nor is a word of them that stands alone.
  void correct_organisations() {
    std::unordered_set<std::uint64_t> of_people;
    std::unordered_set<std::uint64_t> of_organisations;
    for (TagSpan& span : spans_) {
      trim_nationality(span);
      if (span.type != EntityType::kPerson || span.end - span.begin < 2) continue;
      const bool given = form(span.begin).is(GazetteerClass::kGivenName);
      const bool organisation =
          is_organisation_word(span.begin) || (is_organisation_word(span.end - 1) && !given);
      if (organisation) span.type = EntityType::kOrg;
      auto& parts = organisation ? of_organisations : of_people;
      for (std::size_t i = span.begin; i < span.end; ++i) parts.insert(form(i).lower);
    }
    for (TagSpan& span : spans_) {
      if (span.type != EntityType::kPerson || span.end - span.begin > 1) continue;
      const std::uint64_t word = form(span.begin).lower;
      if (of_people.contains(word)) continue;
      if (of_organisations.contains(word) || is_organisation_word(span.begin)) {
        span.type = EntityType::kOrg;
      }
    }
  }
  /// "Soviet Ukraine" is a place with an adjective.
  void trim_nationality(TagSpan& span) const {
    if (span.type != EntityType::kOrg || span.end - span.begin < 2) return;
    if (!form(span.begin).is(GazetteerClass::kDemonym)) return;
    const auto rest = find_known_name(hash_of({span.begin + 1, span.end, span.type}));
    if (rest && is_certain_place(*rest)) span = {span.begin + 1, span.end, EntityType::kPlace};
  }
  bool is_organisation_word(std::size_t i) const {
    const auto known = find_known_name(NameHash(form(i).name));
    return known && known->is(kKnownOrganisationWord) &&
           !known->is(kKnownGivenName | kKnownSurname);
  }

  /// Takes what is no part of a name off its begin ("If Parliament"), and names apart.
  void split(TagSpan span) {
    while (span.end - span.begin > 1 && opens_clause(span.begin)) ++span.begin;
    if (is_member(span)) ++span.begin;
    for (std::size_t i = span.begin + 1; i + 1 < span.end; ++i) {
      if (form(i).word != kAnd || find_known_name(hash_of(span))) continue;
      const TagSpan left{span.begin, i, span.type};
      const TagSpan right{i + 1, span.end, span.type};
      if (!is_listed(left) || !is_listed(right)) continue;
      split_at_commas(with_certain_type(left));
      split_at_commas(with_certain_type(right));
      return;
    }
    split_at_commas(span);
  }
  /// A word that is capitalised before a name because it begins the sentence.
  bool opens_clause(std::size_t i) const {
    static const std::unordered_set<std::string_view> kWords = {
        "if",      "an",    "but",    "when",   "while", "although", "though",
        "because", "since", "unlike", "former", "both",  "whether"};
    return !form(i).all_capitals && kWords.contains(form(i).name);
  }
  /// "Tory Dominic Grieve": a person's full name after an organisation's.
  bool is_member(const TagSpan& span) const {
    if (span.type != EntityType::kPerson || span.end - span.begin < 3) return false;
    const auto known = find_known_name(NameHash(form(span.begin).name));
    return known && known->is(kKnownOrganisation) && !known->is(kKnownTitle) &&
           form(span.begin + 1).is(GazetteerClass::kGivenName);
  }
  /// Whether the tables know the whole of a span as a country, region or organisation, or as the
  /// followers of one ("Conservatives").
  bool is_listed(const TagSpan& span) const {
    const auto known = find_known_name(hash_of(span));
    return known && known->is(kKnownOrganisation | kKnownCountry | kKnownRegion | kKnownDemonym) &&
           !known->is(kKnownGivenName | kKnownSurname);
  }
  TagSpan with_certain_type(TagSpan span) const {
    span.type = certain_type(span.type, find_known_name(hash_of(span)));
    return span;
  }

  /// "Vienna, Austria" is two places, "Washington, D.C." one.
  void split_at_commas(const TagSpan& span) {
    std::size_t begin = span.begin;
    for (std::size_t i = span.begin; i <= span.end; ++i) {
      const bool comma =
          i < span.end && span.type == EntityType::kPlace && is_comma(i) &&
          !(i + 1 < span.end && form(i + 1).name.size() == 2 && form(i + 1).all_capitals);
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
  const std::uint64_t kHyphen = hash_text("-");
  const std::uint64_t kEnDash = hash_text("\u2013");
  const std::uint64_t kEmDash = hash_text("\u2014");
  const std::uint64_t kBracket = hash_text("(");
  const std::uint64_t kAnd = hash_text("and");
  const std::uint64_t kFullStop = hash_text(".");
  const NerText& text_;
  std::vector<TagSpan> spans_;
};

}  // namespace

TrainedRecognizer::TrainedRecognizer(std::shared_ptr<const NerModel> model)
    : model_(model), tagger_(std::move(model)) {}

std::vector<Mention> TrainedRecognizer::recognize(const RecognizerInput& input) {
  if (!input.language.empty() && input.language != "en") return rules_.recognize(input);
  tagger_.trim();
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
