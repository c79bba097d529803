#include "indexer/entities/rule_text.h"

#include <algorithm>
#include <string>

#include "common/entities/name_keys.h"
#include "common/entities/romanisation.h"
#include "indexer/entities/rule_words.h"

namespace ksearch {
namespace {

constexpr std::size_t kMaxTitleWords = 3;
constexpr std::size_t kMaxPersonWords = 4;

}  // namespace

RuleText::RuleText(const RecognizerInput& input)
    : german_(input.language == "de"), words_(document_words(input)) {
  for (Word& word : words_) {
    if (!word.capital) seen_lower_.insert(word.normalized);
    if (word.capital && !is_latin_name(word.normalized) && is_inflected_given_name(word)) {
      word.known.flags |= kKnownGivenName;
    }
  }
}

bool RuleText::is_no_name(std::size_t i) const {
  const Word& word = words_[i];
  if (word.known.is(kKnownDateWord | kKnownDemonym)) return true;
  if (is_function_word(word.normalized) && !word.all_capitals) return true;
  return false;
}

bool RuleText::is_known_surname(const Word& word) const {
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

bool RuleText::is_lower_elsewhere(const Word& word) const {
  return seen_lower_.contains(word.normalized);
}

bool RuleText::capital_is_weak(const Word& word) const {
  return word.starts_sentence || word.in_headline || german_;
}

std::size_t RuleText::base_bytes(const Word& word) const {
  if (!german_ || !word.surface.ends_with('s') || word.known.flags != 0) {
    return word.surface.size();
  }
  const auto base = find_known_name(word.normalized.substr(0, word.normalized.size() - 1));
  const bool genitive = base && base->is(kKnownPlace | kKnownSurname);
  return word.surface.size() - (genitive ? 1 : 0);
}

std::size_t RuleText::run_end(std::size_t i) const {
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

std::size_t RuleText::title_end(std::size_t i) const {
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

std::size_t RuleText::person_end(std::size_t i, bool after_title) const {
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

bool RuleText::may_be_in_person(const Word& word) const {
  if (!word.capital || word.known.is(kKnownDateWord | kKnownDemonym | kKnownCountry)) return false;
  if (word.known.is(kKnownOrganisationWord | kKnownPlaceWord)) return false;
  if (is_function_word(word.normalized) || word.surface.size() < 2) return word.initial;
  return !(is_lower_elsewhere(word) && word.known.is(kKnownCommonWord));
}

std::optional<KnownName> RuleText::known_place(const Word& word) const {
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

bool RuleText::is_weak_lone_person(const Word& word) const {
  return (word.known.is(kKnownPlace) && !word.known.is(kKnownGivenName)) ||
         word.known.is(kKnownOrganisation | kKnownCommonWord) ||
         (german_ && !word.known.is(kKnownGivenName) && is_lower_elsewhere(word)) ||
         known_place(word).has_value();
}

}  // namespace ksearch
