#include "indexer/entities/rule_words.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/entities/name_keys.h"
#include "common/entities/romanisation.h"

namespace ksearch {

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

bool is_caseless(const Word& word) {
  const auto lead = static_cast<unsigned char>(word.surface.front());
  return lead >= 0xd5;
}

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

}  // namespace ksearch
