// 1. Runs of capitalised words are cut out of each sentence. A capital that opens a sentence, or
//    stands in a headline, counts only if something else speaks for a name.
// 2. In a run, from left to right: a known place or organisation (the longest match); a title with
//    the person that follows; a given name with a surname; a name that contains an organisation's
//    or place's word ("Ministry of ...", "... Palace").
// 3. A surname found in 2. is then a person wherever it stands alone.

#include "indexer/entities/rule_recognizer.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/entities/romanisation.h"
#include "indexer/entities/mention_builder.h"
#include "indexer/entities/resolver.h"
#include "indexer/entities/rule_text.h"
#include "indexer/entities/rule_words.h"

namespace ksearch {
namespace {

constexpr std::size_t kMaxKnownWords = 6;

class Document {
 public:
  explicit Document(const RecognizerInput& input)
      : text_(input.text), rules_(input), words_(rules_.words()) {}

  std::vector<Mention> recognize() {
    for (std::size_t i = 0; i < words_.size();) i = read_at(i);
    find_lone_surnames();
    std::vector<Mention> mentions;
    for (const NameRange& range : ranges_) mentions.push_back(mention_of(range));
    resolve_names(mentions);
    return mentions;
  }

 private:
  /// Words [begin, end) that name somebody or something; never in furniture.
  struct NameRange {
    std::size_t begin;
    std::size_t end;
    EntityType type;
  };

  Mention mention_of(const NameRange& range) const {
    const Word& first = words_[range.begin];
    const Word& last = words_[range.end - 1];
    return make_mention(text_,
                        {.tokens = {first.span.begin, last.span.end},
                         .surface = {first.span.begin, last.span.begin + rules_.base_bytes(last)},
                         .type = range.type});
  }

  /// Reads the name that starts at a word, if there is one; the index to go on from.
  std::size_t read_at(std::size_t i) {
    const Word& word = words_[i];
    if (word.furniture) return i + 1;
    if (const std::size_t end = rules_.title_end(i); end > i) {
      const std::size_t person = rules_.person_end(end, true);
      if (person > end) return add(end, person, EntityType::kPerson);
      if (!word.capital) return i + 1;
    }
    if (is_caseless(word)) return read_caseless(i);
    if (!word.capital) return i + 1;
    if (rules_.is_no_name(i)) return i + 1;
    const std::size_t run = rules_.run_end(i);
    if (const std::size_t end = read_organisation(i, run); end > i) return end;
    if (const std::size_t end = read_known(i, run); end > i) return end;
    if (const std::size_t end = read_person(i, run); end > i) return end;
    if (const std::size_t end = read_place(i, run); end > i) return end;
    if (rules_.is_known_surname(word)) return add(i, i + 1, EntityType::kPerson);
    return i + 1;
  }

  std::size_t add(std::size_t begin, std::size_t end, EntityType type) {
    ranges_.push_back({begin, end, type});
    const Word& last = words_[end - 1];
    if (type == EntityType::kPerson && end - begin >= 2 &&
        !last.known.is(kKnownPlace | kKnownOrganisationWord) && last.normalized != "united") {
      surnames_.insert(nominative(last.normalized));
    }
    return end;
  }

  /// The longest known place, organisation or person that starts at `i`.
  std::size_t read_known(std::size_t i, std::size_t run) {
    NameHash hash;
    std::size_t best_end = i;
    KnownName best;
    const std::size_t limit = std::min(words_.size(), i + kMaxKnownWords);
    for (std::size_t end = i; end < limit; ++end) {
      // Known names go on in small letters in many languages: "Чёрное море", "Union européenne".
      if (end >= run && !joins(words_[end - 1], words_[end])) break;
      hash.add(words_[end].normalized);
      const auto known = find_known_name(hash);
      if (known && known->is(kKnownPlace | kKnownOrganisation | kKnownPerson)) {
        best_end = end + 1;
        best = *known;
      }
    }
    if (best_end == i) {
      if (const auto place = rules_.known_place(words_[i])) {
        best = *place;
        best_end = i + 1;
      }
    }
    if (best_end == i) return i;
    if (best_end == i + 1 && !is_sure_alone(i, run, best)) return i;
    if (best.is(kKnownPerson)) return add(i, best_end, EntityType::kPerson);
    const bool organisation = best.is(kKnownOrganisation) && !best.is(kKnownCountry);
    return add(i, best_end, organisation ? EntityType::kOrg : EntityType::kPlace);
  }

  /// Whether a known single word is the place or organisation of that name here.
  bool is_sure_alone(std::size_t i, std::size_t run, const KnownName& known) const {
    const Word& word = words_[i];
    if (word.surface.size() < 2) return false;
    const bool acronym = word.all_capitals && word.surface.size() <= 6;
    if (known.is(kKnownOrganisation) && acronym)
      return !word.in_headline || !rules_.is_lower_elsewhere(word);
    if (!known.is(kKnownCountry) && word.surface.size() <= 3 && !known.is(kKnownOrganisation))
      return false;
    // The common words are English ones: in German a capital says as much as anywhere else.
    const bool weak = word.starts_sentence || word.in_headline;
    if (word.known.is(kKnownCommonWord) && (weak || rules_.is_lower_elsewhere(word)) &&
        !known.is(kKnownCountry | kKnownCapital)) {
      return false;
    }
    if (rules_.capital_is_weak(word) && rules_.is_lower_elsewhere(word)) return false;
    if (known.is(kKnownCountry)) return !person_goes_on(i, run);
    if (word.known.is(kKnownGivenName) && i + 1 < run) return false;
    const bool after_name = !ranges_.empty() && ranges_.back().end == i;
    if (i > 0 && !after_name && words_[i - 1].capital && joins(words_[i - 1], word) &&
        (words_[i - 1].known.is(kKnownGivenName) ||
         (words_[i - 1].initial && word.gap.starts_with('.')))) {
      return false;
    }
    return !surnames_.contains(nominative(word.normalized)) && !person_goes_on(i, run);
  }

  /// "Jordan Peterson", "Chad Smith": a given name with an unknown capitalised word after it.
  bool person_goes_on(std::size_t i, std::size_t run) const {
    return words_[i].known.is(kKnownGivenName) && i + 1 < run &&
           rules_.may_be_in_person(words_[i + 1]) && words_[i + 1].known.flags == 0;
  }

  /// A known given name and what follows; or initials and a surname.
  std::size_t read_person(std::size_t i, std::size_t run) {
    const Word& word = words_[i];
    const bool given = word.known.is(kKnownGivenName) && word.surface.size() > 2 && !word.initial;
    const bool dotted = word.initial && i + 1 < run && words_[i + 1].gap.starts_with('.');
    if ((!given && !dotted) || is_particle(word.normalized)) return i;
    if (word.in_headline && word.all_capitals) return i;
    std::size_t end = std::min(rules_.person_end(i, false), run);
    while (end > i + 1 && words_[end - 1].in_headline && end - i > 2) --end;
    std::size_t full_words = 0;
    for (std::size_t k = i; k < end; ++k) full_words += words_[k].initial ? 0U : 1U;
    if (end < i + 2 || full_words == 0 || words_[end - 1].initial) return i;
    if (given && word.known.is(kKnownCommonWord) && rules_.capital_is_weak(word)) return i;
    if (words_[end - 1].known.is(kKnownPlace) && !words_[end - 1].known.is(kKnownGivenName) &&
        word.known.is(kKnownPlace)) {
      return i;
    }
    if (rules_.is_german() && words_[end - 1].known.is(kKnownCommonWord)) return i;
    return add(i, end, EntityType::kPerson);
  }

  /// "Ministry of Foreign Affairs", "Deutsche Bank", "Istanbul University".
  std::size_t read_organisation(std::size_t i, std::size_t run) {
    if (words_[i].in_headline) return i;
    if (words_[i].known.is(kKnownOrganisationWord)) {
      const bool of = i + 2 < run + 1 && i + 1 < run && words_[i + 1].normalized == "of";
      if (of && run > i + 2) return add(i, run, EntityType::kOrg);
      return i;
    }
    for (std::size_t last = i + 1; last < run; ++last) {
      const Word& word = words_[last];
      if (is_function_word(word.normalized) && !is_link(word.normalized)) return i;
      if (!word.capital || !word.known.is(kKnownOrganisationWord)) continue;
      if (words_[i].starts_sentence && rules_.is_lower_elsewhere(words_[i])) return i;
      std::size_t end = last + 1;
      if (end + 1 < run && words_[end].normalized == "of") end = run;
      return add(i, end, EntityType::kOrg);
    }
    return i;
  }

  /// "Dolmabahce Palace", "Lake Baikal".
  std::size_t read_place(std::size_t i, std::size_t run) {
    if (words_[i].in_headline || i + 1 >= run) return i;
    if (words_[i].starts_sentence && rules_.is_lower_elsewhere(words_[i])) return i;
    const bool first = words_[i].known.is(kKnownPlaceWord);
    const bool second = words_[i + 1].capital && words_[i + 1].known.is(kKnownPlaceWord);
    static const std::unordered_set<std::string_view> kBefore = {"lake", "mount", "cape", "port"};
    if (first && kBefore.contains(words_[i].normalized) && words_[i + 1].capital) {
      return add(i, i + 2, EntityType::kPlace);
    }
    return !first && second ? add(i, i + 2, EntityType::kPlace) : i;
  }

  /// Chinese, Arabic and the like: up to four words that are a known place or organisation.
  std::size_t read_caseless(std::size_t i) {
    NameHash hash;
    std::size_t best = i;
    EntityType type = EntityType::kPlace;
    for (std::size_t end = i; end < words_.size() && end < i + 4; ++end) {
      if (end > i &&
          (words_[end].starts_block || !(words_[end].gap.empty() || words_[end].gap == " ")))
        break;
      hash.add(words_[end].normalized);
      const auto known = find_known_name(hash);
      if (!known ||
          text_.substr(words_[i].span.begin, words_[end].span.end - words_[i].span.begin).size() <
              6)
        continue;
      if (!known->is(kKnownCountry | kKnownCity | kKnownRegion | kKnownOrganisation | kKnownPerson))
        continue;
      best = end + 1;
      type = known->is(kKnownPerson)         ? EntityType::kPerson
             : known->is(kKnownOrganisation) ? EntityType::kOrg
                                             : EntityType::kPlace;
    }
    return best > i ? add(i, best, type) : i + 1;
  }

  void find_lone_surnames() {
    if (surnames_.empty()) return;
    std::vector<NameRange> lone;
    auto range = ranges_.begin();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      while (range != ranges_.end() && range->end <= i) ++range;
      if (range != ranges_.end() && range->begin <= i) continue;
      const Word& word = words_[i];
      if (!word.capital || word.furniture || !surnames_.contains(nominative(word.normalized)))
        continue;
      if (rules_.capital_is_weak(word) &&
          (rules_.is_lower_elsewhere(word) || word.known.is(kKnownCommonWord)))
        continue;
      lone.push_back({i, i + 1, EntityType::kPerson});
    }
    ranges_.insert(ranges_.end(), lone.begin(), lone.end());
    std::sort(ranges_.begin(), ranges_.end(),
              [](const NameRange& a, const NameRange& b) { return a.begin < b.begin; });
  }

  std::string_view text_;
  RuleText rules_;
  const std::vector<Word>& words_;
  std::unordered_set<std::string> surnames_;  ///< in the nominative
  std::vector<NameRange> ranges_;
};

}  // namespace

std::vector<Mention> RuleRecognizer::recognize(const RecognizerInput& input) {
  return Document(input).recognize();
}

std::unique_ptr<EntityRecognizer> RuleRecognizer::clone() const {
  return std::make_unique<RuleRecognizer>(*this);
}

std::string RuleRecognizer::fingerprint() const { return "rules-4"; }

}  // namespace ksearch
