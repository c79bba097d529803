#include "common/entities/name_keys.h"

#include <algorithm>
#include <unordered_set>

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
