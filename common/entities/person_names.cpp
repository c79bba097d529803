#include "common/entities/person_names.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "common/entities/known_names.h"
#include "common/entities/romanisation.h"

namespace ksearch {
namespace {

const std::unordered_set<std::string_view> kSuffixes = {"jr", "sr", "ii", "iii", "iv"};
const std::unordered_set<std::string_view> kParticles = {
    "von", "van", "de",  "der", "den", "del", "della", "di", "da", "dos", "al", "el",
    "bin", "ben", "ibn", "la",  "le",  "du",  "of",    "y",  "zu", "ter", "ten"};
const std::unordered_set<std::string_view> kEasternSurnames = {
    "xi",   "kim",    "li",   "wang", "zhang", "moon", "yoon", "ban",   "hu",    "deng",
    "mao",  "jiang",  "wen",  "zhao", "liu",   "chen", "yang", "huang", "zhou",  "wu",
    "xu",   "sun",    "ma",   "zhu",  "guo",   "he",   "lin",  "luo",   "zheng", "liang",
    "xie",  "tang",   "bo",   "cao",  "peng",  "zeng", "xiao", "tian",  "dong",  "pan",
    "yuan", "cai",    "jia",  "tsai", "lee",   "park", "choi", "jung",  "kang",  "cho",
    "roh",  "nguyen", "tran", "pham", "le",    "ngo",  "vo",   "aung"};

bool is_patronymic(std::string_view word) {
  static constexpr std::array<std::string_view, 8> kEndings = {"ovich", "evich", "ovych", "evych",
                                                               "ovna",  "evna",  "ivna",  "yivna"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

/// "Галина", "Оксана": given names of women, which look like cases of a surname in -ин, -ан.
bool is_given_name_of_woman(std::string_view word) {
  if (!word.ends_with("ина") && !word.ends_with("ана")) return false;
  const auto known = find_known_name(romanize(word));
  return known && known->is(kKnownGivenName);
}

std::vector<std::string> latin_words(std::string_view normalized) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < normalized.size();) {
    const std::size_t end = std::min(normalized.find(' ', begin), normalized.size());
    const std::string_view word = normalized.substr(begin, end - begin);
    const bool given = end < normalized.size() && is_given_name_of_woman(word);
    words.push_back(romanize(given ? std::string(word) : nominative(word)));
    begin = end + 1;
  }
  return words;
}

/// Chinese and Korean given names: short words such as "jinping", "jong" "un", never a Western
/// given name that a longer table would be needed for.
bool looks_eastern(const std::vector<std::string>& words) {
  if (words.size() < 2 || words.size() > 3 || !kEasternSurnames.contains(words[0])) return false;
  return !kEasternSurnames.contains(words.back()) &&
         std::all_of(words.begin() + 1, words.end(), [](const std::string& word) {
           return word.size() <= 4 || word.ends_with("ng") || word.ends_with("ping") ||
                  word.ends_with("ao") || word.ends_with("ian");
         });
}

}  // namespace

PersonName parse_person_name(std::string_view normalized) {
  PersonName name;
  std::vector<std::string> words = latin_words(normalized);
  if (words.size() > 1 && kSuffixes.contains(words.back())) {
    name.suffix = words.back();
    words.pop_back();
  }
  if (words.empty()) return name;
  if (looks_eastern(words)) std::rotate(words.begin(), words.begin() + 1, words.end());
  name.surname = words.back();
  words.pop_back();
  name.surname_key = spelling_key(name.surname);
  std::erase_if(words, [](const std::string& word) { return kParticles.contains(word); });
  for (const std::string& word : words) {
    if (name.given_key.empty()) {
      // "JK" in "JK Rowling" is a row of initials.
      name.given_key = word.size() == 1 ? word : given_name_key(word);
    } else if (!is_patronymic(word)) {
      name.middle_keys.push_back(word.size() == 1 ? word : given_name_key(word));
    }
  }
  return name;
}

std::string surname_key(std::string_view normalized) {
  const std::string_view first = normalized.substr(0, normalized.find(' '));
  const std::string_view last = normalized.substr(normalized.rfind(' ') + 1);
  const bool is_ascii =
      std::ranges::all_of(normalized, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  // Else the surname may be another word, or look otherwise in Latin letters.
  if (is_ascii && !kSuffixes.contains(last) && !kEasternSurnames.contains(first)) {
    return spelling_key(last);
  }
  return parse_person_name(normalized).surname_key;
}

}  // namespace ksearch
