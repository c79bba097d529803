#include "common/entities/name_keys.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "common/entities/names.h"
#include "common/entities/romanisation.h"

namespace ksearch {

std::optional<KnownName> find_known_inflected(std::string_view normalized) {
  if (is_latin_name(normalized)) return find_known_name(normalized);
  for (const std::string& form : dictionary_forms(normalized)) {
    if (auto known = find_known_name(form)) return known;
  }
  if (normalized.find(' ') == std::string_view::npos) return std::nullopt;
  NameHash hash;  // "Дональда Трампа": each word in the nominative
  for (std::size_t begin = 0; begin < normalized.size();) {
    const std::size_t end = std::min(normalized.find(' ', begin), normalized.size());
    hash.add(nominative(normalized.substr(begin, end - begin)));
    begin = end + 1;
  }
  return find_known_name(hash);
}

std::string_view curated_name(EntityType type, std::string_view normalized) {
  return curated_name(type, find_known_inflected(normalized));
}

std::string_view curated_name(EntityType type, const std::optional<KnownName>& known) {
  if (!known) return {};
  switch (type) {
    case EntityType::kPerson:
      return known->person;
    case EntityType::kPlace:
      return known->place;
    case EntityType::kOrg:
      return known->organisation;
    case EntityType::kMisc:
      return {};
  }
  return {};
}

bool takes_article(std::string_view normalized) {
  // "The Atlantic" is a magazine, "The Emirates" a stadium.
  static const std::unordered_set<std::string_view> kOthers = {"atlantic", "emirates"};
  if (kOthers.contains(normalized)) return false;
  const std::optional<KnownName> known = find_known_name(normalized);
  if (!known || (known->place.empty() && known->organisation.empty())) return true;
  return known->is(kKnownCountry) || (known->is(kKnownRegion) && !known->is(kKnownCity));
}

std::string other_article(std::string_view normalized) {
  const bool has_article = normalized.starts_with(kArticle);
  const std::string_view rest = normalized.substr(has_article ? kArticle.size() : 0);
  if (rest.empty() || !takes_article(rest)) return {};
  return has_article ? std::string(rest) : std::string(kArticle).append(rest);
}

namespace {

std::string_view without_company_suffix(std::string_view normalized) {
  static const std::unordered_set<std::string_view> kSuffixes = {
      "inc", "corp", "corporation", "co", "company", "ltd", "limited", "plc",
      "llc", "ag",   "gmbh",        "sa", "spa",     "nv",  "oyj",     "holdings"};
  while (true) {
    const std::size_t space = normalized.rfind(' ');
    if (space == std::string_view::npos || space < 3 ||
        !kSuffixes.contains(normalized.substr(space + 1))) {
      return normalized;
    }
    normalized = normalized.substr(0, space);
  }
}

/// The American spelling of an English word.
std::string american(std::string_view word) {
  using Endings = std::pair<std::string_view, std::string_view>;
  static constexpr Endings kEndings[] = {
      {"isation", "ization"}, {"isations", "izations"}, {"ence", "ense"},    {"entre", "enter"},
      {"entres", "enters"},   {"abour", "abor"},        {"arbour", "arbor"}, {"ogramme", "ogram"}};
  for (const auto& [british, replacement] : kEndings) {
    if (word.size() > british.size() && word.ends_with(british)) {
      return std::string(word.substr(0, word.size() - british.size())).append(replacement);
    }
  }
  return std::string(word);
}

/// Whether "of" and "for" mean the same after this word of an organisation's name. "Party for
/// Freedom" and "Party of Freedom" are two.
bool takes_of_or_for(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "department", "ministry", "institute", "office", "commission", "committee", "council"};
  return kWords.contains(word);
}

}  // namespace

std::string organisation_key(std::string_view normalized) {
  normalized = without_company_suffix(normalized);
  std::string key;
  std::string_view before;
  for (std::size_t begin = 0; begin < normalized.size();) {
    const std::size_t end = std::min(normalized.find(' ', begin), normalized.size());
    std::string_view word = normalized.substr(begin, end - begin);
    begin = end + 1;
    if (word == "the") continue;
    if (word == "for" && takes_of_or_for(before)) word = "of";
    if (!key.empty()) key += ' ';
    key += american(word);
    before = word;
  }
  return key;
}

std::string phrase_key(std::string_view normalized) {
  std::string key;
  for (std::size_t begin = 0; begin < normalized.size();) {
    const std::size_t end = std::min(normalized.find(' ', begin), normalized.size());
    key += spelling_key(romanize(nominative(normalized.substr(begin, end - begin)))) + ' ';
    begin = end + 1;
  }
  return key;
}

bool is_latin_name(std::string_view normalized) {
  return std::none_of(normalized.begin(), normalized.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xcd && byte <= 0xd4;  // lead bytes of Greek and Cyrillic letters
  });
}

}  // namespace ksearch
