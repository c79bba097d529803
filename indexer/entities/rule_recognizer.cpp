// 1. Runs of capitalised words are cut out of each sentence. A capital that opens a sentence, or
//    stands in a headline, counts only if something else speaks for a name.
// 2. In a run, from left to right: a known place or organisation (the longest match); a title with
//    the person that follows; a given name with a surname; a name that contains an organisation's
//    or place's word ("Ministry of ...", "... Palace").
// 3. A surname found in 2. is then a person wherever it stands alone.

#include "indexer/entities/rule_recognizer.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "common/entities/name_keys.h"
#include "common/entities/names.h"
#include "common/entities/romanisation.h"
#include "indexer/entities/mention_builder.h"
#include "indexer/entities/resolver.h"
#include "indexer/entities/words.h"

namespace ksearch {
namespace {

constexpr std::size_t kMaxKnownWords = 6;
constexpr std::size_t kMaxTitleWords = 3;
constexpr std::size_t kMaxPersonWords = 4;

bool is_particle(std::string_view word) {
  static const std::unordered_set<std::string_view> kParticles = {
      "von", "van", "de",  "der", "den", "del", "della", "di", "da", "dos",
      "al",  "el",  "bin", "ben", "ibn", "la",  "le",    "du", "zu", "ter"};
  return kParticles.contains(word);
}

bool is_link(std::string_view word) {
  static const std::unordered_set<std::string_view> kLinks = {"of", "and", "for", "the"};
  return kLinks.contains(word);
}

bool is_function_word(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "the",   "a",      "an",    "in",    "on",    "at",    "of",   "to",     "for",   "from",
      "by",    "with",   "and",   "but",   "or",    "if",    "as",   "it",     "its",   "he",
      "she",   "they",   "we",    "i",     "you",   "his",   "her",  "their",  "our",   "my",
      "your",  "this",   "that",  "these", "those", "there", "here", "when",   "where", "while",
      "who",   "what",   "why",   "how",   "not",   "no",    "yes",  "so",     "then",  "than",
      "after", "before", "since", "until", "new",   "der",   "die",  "das",    "le",    "la",
      "les",   "el",     "los",   "un",    "une",   "в",     "на",   "с",      "и",     "а",
      "но",    "по",     "за",    "от",    "из",    "об",    "у",    "до",     "що",    "та",
      "як",    "это",    "он",    "она",   "они",   "мы",    "я",    "того",   "этого", "все",
      "всё",   "вона",   "він",   "вони",  "усі",   "всі",   "усе",  "додому", "після", "коли",
      "це",    "цей",    "той",   "там",   "тут",   "про",   "для",  "не",     "так",   "au",
      "aux",   "du"};
  return kWords.contains(word);
}

/// What may stand between two words of one name: a space, a hyphen, a dot after an initial.
bool joins(const Word& before, const Word& word) {
  if (word.starts_block || before.possessive || before.furniture != word.furniture) return false;
  if (word.gap.empty() || word.gap == " " || word.gap == "-" || word.gap == "\n" ||
      word.gap == "\u00a0" || word.gap == "\u2010" || word.gap == "\u2011") {
    return true;
  }
  const bool abbreviated = before.initial || before.known.is(kKnownTitle) ||
                           before.normalized == "st" || before.normalized == "jr";
  return abbreviated && (word.gap == ". " || word.gap == ".");
}

/// Scripts that have no capitals: there the table alone decides.
bool is_caseless(const Word& word) {
  const auto lead = static_cast<unsigned char>(word.surface.front());
  return lead >= 0xd5;
}

/// Given names in Cyrillic and Greek, which the table has in Latin letters, in any case.
bool is_inflected_given_name(const Word& word) {
  if (word.known.is(kKnownCountry | kKnownCapital)) return false;
  std::vector<std::string> forms = dictionary_forms(word.normalized);
  forms.push_back(nominative(word.normalized));
  return std::ranges::any_of(forms, [](const std::string& form) {
    const auto known = find_known_name(form);
    if (known && known->is(kKnownGivenName)) return true;
    const auto romanized = find_known_name(romanize(form));
    return romanized && romanized->is(kKnownGivenName);
  });
}

class Document {
 public:
  explicit Document(const RecognizerInput& input)
      : text_(input.text), german_(input.language == "de"), words_(document_words(input)) {
    for (Word& word : words_) {
      if (!word.capital) seen_lower_.insert(word.normalized);
      if (word.capital && !is_latin_name(word.normalized) && is_inflected_given_name(word)) {
        word.known.flags |= kKnownGivenName;
      }
    }
  }

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
    return make_mention(text_, {.tokens = {first.span.begin, last.span.end},
                                .surface = {first.span.begin, last.span.begin + base_bytes(last)},
                                .type = range.type});
  }

  /// The bytes of a name's last word without the ending of a German genitive: "Istanbuls".
  std::size_t base_bytes(const Word& word) const {
    if (!german_ || !word.surface.ends_with('s') || word.known.flags != 0) {
      return word.surface.size();
    }
    const auto base = find_known_name(word.normalized.substr(0, word.normalized.size() - 1));
    const bool genitive = base && base->is(kKnownPlace | kKnownSurname);
    return word.surface.size() - (genitive ? 1 : 0);
  }

  /// Reads the name that starts at a word, if there is one; the index to go on from.
  std::size_t read_at(std::size_t i) {
    const Word& word = words_[i];
    if (word.furniture) return i + 1;
    if (const std::size_t end = title_end(i); end > i) {
      const std::size_t person = person_end(end, true);
      if (person > end) return add(end, person, EntityType::kPerson);
      if (!word.capital) return i + 1;
    }
    if (is_caseless(word)) return read_caseless(i);
    if (!word.capital) return i + 1;
    if (is_no_name(i)) return i + 1;
    const std::size_t run = run_end(i);
    if (const std::size_t end = read_organisation(i, run); end > i) return end;
    if (const std::size_t end = read_known(i, run); end > i) return end;
    if (const std::size_t end = read_person(i, run); end > i) return end;
    if (const std::size_t end = read_place(i, run); end > i) return end;
    if (is_known_surname(word)) return add(i, i + 1, EntityType::kPerson);
    return i + 1;
  }

  /// "Зеленского", "Putin": the surname of a person everybody knows.
  bool is_known_surname(const Word& word) const {
    if (word.known.is(kKnownPlace | kKnownCommonWord) || is_lower_elsewhere(word)) return false;
    std::vector<std::string> forms = {word.normalized, nominative(word.normalized)};
    if (german_ && word.normalized.ends_with('s')) {
      forms.push_back(word.normalized.substr(0, word.normalized.size() - 1));
    }
    return std::ranges::any_of(forms, [](const std::string& form) {
      const auto known = find_known_name(form);
      return known && known->is(kKnownSurname) && !known->is(kKnownPlace | kKnownCommonWord);
    });
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

  /// Months, nationalities, and words whose capital comes from their place in the sentence.
  bool is_no_name(std::size_t i) const {
    const Word& word = words_[i];
    if (word.known.is(kKnownDateWord | kKnownDemonym)) return true;
    if (is_function_word(word.normalized) && !word.all_capitals) return true;
    return false;
  }

  bool is_lower_elsewhere(const Word& word) const { return seen_lower_.contains(word.normalized); }

  /// Whether the capital of a word may be due to its place or to German spelling.
  bool capital_is_weak(const Word& word) const {
    return word.starts_sentence || word.in_headline || german_;
  }

  /// The end of the run of capitalised words, links and particles that starts at `i`.
  std::size_t run_end(std::size_t i) const {
    std::size_t end = i + 1;
    std::size_t last = i + 1;
    while (end < words_.size() && joins(words_[end - 1], words_[end])) {
      const Word& word = words_[end];
      const bool capital = word.capital || (word.surface.front() >= '0' &&
                                            word.surface.front() <= '9' && word.gap == "-");
      if (capital) {
        last = end + 1;
      } else if (!is_link(word.normalized) && !is_particle(word.normalized)) {
        break;
      }
      ++end;
    }
    return last;
  }

  /// The end of a title that starts at `i` ("Foreign Minister", "president"), or `i`.
  std::size_t title_end(std::size_t i) const {
    NameHash hash;
    std::size_t found = i;
    for (std::size_t end = i; end < words_.size() && end < i + kMaxTitleWords; ++end) {
      if (end > i && !joins(words_[end - 1], words_[end])) break;
      hash.add(words_[end].normalized);
      const auto known = find_known_name(hash);
      if (known && known->is(kKnownTitle)) found = end + 1;
    }
    return found;
  }

  bool may_be_in_person(const Word& word) const {
    if (!word.capital || word.known.is(kKnownDateWord | kKnownDemonym | kKnownCountry))
      return false;
    if (word.known.is(kKnownOrganisationWord | kKnownPlaceWord)) return false;
    if (is_function_word(word.normalized) || word.surface.size() < 2) return word.initial;
    return !(is_lower_elsewhere(word) && word.known.is(kKnownCommonWord));
  }

  /// The end of a person's name that starts at `i`, or `i`. After a title one word is enough.
  std::size_t person_end(std::size_t i, bool after_title) const {
    if (i >= words_.size()) return i;
    if (after_title && (words_[i].starts_block || (i > 0 && !joins(words_[i - 1], words_[i]))))
      return i;
    std::size_t end = i;
    std::size_t names = 0;
    while (end < words_.size() && names < kMaxPersonWords) {
      if (end > i && !joins(words_[end - 1], words_[end])) break;
      const Word& word = words_[end];
      if (end > i && is_particle(word.normalized) && end + 1 < words_.size() &&
          words_[end + 1].capital) {
        ++end;
        continue;
      }
      if (!may_be_in_person(word) || title_end(end) > end) break;
      const bool city = word.known.is(kKnownPlace) && !word.known.is(kKnownGivenName);
      if (names >= 2 && city) break;
      // "the spokesman of Putin, Dmitry Peskov", which Russian writes without "of" and comma.
      const bool next_person = after_title && names == 1 && word.known.is(kKnownGivenName) &&
                               !words_[end - 1].known.is(kKnownGivenName);
      if (next_person) break;
      ++end;
      names += word.initial ? 0U : 1U;
    }
    while (end > i && is_particle(words_[end - 1].normalized) && !words_[end - 1].capital) --end;
    if (names == 0) return i;
    if (after_title && names == 1 && is_weak_lone_person(words_[end - 1])) return i;
    return end;
  }

  /// A word that after a title is more likely something else: "President Europe".
  bool is_weak_lone_person(const Word& word) const {
    return (word.known.is(kKnownPlace) && !word.known.is(kKnownGivenName)) ||
           word.known.is(kKnownOrganisation | kKnownCommonWord) ||
           (german_ && !word.known.is(kKnownGivenName) && is_lower_elsewhere(word)) ||
           known_place(word).has_value();
  }

  std::optional<KnownName> known_place(const Word& word) const {
    if (word.known.is(kKnownPlace)) return word.known;
    std::vector<std::string> forms = dictionary_forms(word.normalized);
    if (german_ && word.normalized.ends_with('s')) {
      forms.push_back(word.normalized.substr(0, word.normalized.size() - 1));
    }
    for (const std::string& form : forms) {
      if (const auto known = find_known_name(form); known && known->is(kKnownPlace)) {
        return known;
      }
    }
    return std::nullopt;
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
      if (const auto place = known_place(words_[i])) {
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
      return !word.in_headline || !is_lower_elsewhere(word);
    if (!known.is(kKnownCountry) && word.surface.size() <= 3 && !known.is(kKnownOrganisation))
      return false;
    // The common words are English ones: in German a capital says as much as anywhere else.
    const bool weak = word.starts_sentence || word.in_headline;
    if (word.known.is(kKnownCommonWord) && (weak || is_lower_elsewhere(word)) &&
        !known.is(kKnownCountry | kKnownCapital)) {
      return false;
    }
    if (capital_is_weak(word) && is_lower_elsewhere(word)) return false;
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
    return words_[i].known.is(kKnownGivenName) && i + 1 < run && may_be_in_person(words_[i + 1]) &&
           words_[i + 1].known.flags == 0;
  }

  /// A known given name and what follows; or initials and a surname.
  std::size_t read_person(std::size_t i, std::size_t run) {
    const Word& word = words_[i];
    const bool given = word.known.is(kKnownGivenName) && word.surface.size() > 2 && !word.initial;
    const bool dotted = word.initial && i + 1 < run && words_[i + 1].gap.starts_with('.');
    if ((!given && !dotted) || is_particle(word.normalized)) return i;
    if (word.in_headline && word.all_capitals) return i;
    std::size_t end = std::min(person_end(i, false), run);
    while (end > i + 1 && words_[end - 1].in_headline && end - i > 2) --end;
    std::size_t full_words = 0;
    for (std::size_t k = i; k < end; ++k) full_words += words_[k].initial ? 0U : 1U;
    if (end < i + 2 || full_words == 0 || words_[end - 1].initial) return i;
    if (given && word.known.is(kKnownCommonWord) && capital_is_weak(word)) return i;
    if (words_[end - 1].known.is(kKnownPlace) && !words_[end - 1].known.is(kKnownGivenName) &&
        word.known.is(kKnownPlace)) {
      return i;
    }
    if (german_ && words_[end - 1].known.is(kKnownCommonWord)) return i;
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
      if (words_[i].starts_sentence && is_lower_elsewhere(words_[i])) return i;
      std::size_t end = last + 1;
      if (end + 1 < run && words_[end].normalized == "of") end = run;
      return add(i, end, EntityType::kOrg);
    }
    return i;
  }

  /// "Dolmabahce Palace", "Lake Baikal".
  std::size_t read_place(std::size_t i, std::size_t run) {
    if (words_[i].in_headline || i + 1 >= run) return i;
    if (words_[i].starts_sentence && is_lower_elsewhere(words_[i])) return i;
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
      if (capital_is_weak(word) && (is_lower_elsewhere(word) || word.known.is(kKnownCommonWord)))
        continue;
      lone.push_back({i, i + 1, EntityType::kPerson});
    }
    ranges_.insert(ranges_.end(), lone.begin(), lone.end());
    std::sort(ranges_.begin(), ranges_.end(),
              [](const NameRange& a, const NameRange& b) { return a.begin < b.begin; });
  }

  std::string_view text_;
  bool german_;
  std::vector<Word> words_;
  std::unordered_set<std::string_view> seen_lower_;
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

std::string RuleRecognizer::fingerprint() const { return "rules-3"; }

}  // namespace ksearch
