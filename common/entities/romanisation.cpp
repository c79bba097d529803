// Keys by which spellings of one name agree, from research/entities.md section 4: text is brought
// to Latin letters by fixed tables, then rewritten from left to right by the longest rule that
// applies, so that the key does not depend on the romanisation that the writer chose.

#include "common/entities/romanisation.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ksearch {
namespace {

using Rule = std::pair<std::string_view, std::string_view>;

constexpr Rule kLetters[] = {
    // Greek pairs come before the letters they begin with.
    {"ου", "ou"}, {"μπ", "b"},  {"ντ", "nt"},  {"γκ", "g"},  {"γγ", "ng"}, {"ει", "i"}, {"οι", "i"},
    {"αι", "ai"}, {"ευ", "ev"}, {"αυ", "av"},  {"τσ", "ts"}, {"α", "a"},   {"β", "v"},  {"γ", "g"},
    {"δ", "d"},   {"ε", "e"},   {"ζ", "z"},    {"η", "i"},   {"θ", "th"},  {"ι", "i"},  {"κ", "k"},
    {"λ", "l"},   {"μ", "m"},   {"ν", "n"},    {"ξ", "x"},   {"ο", "o"},   {"π", "p"},  {"ρ", "r"},
    {"σ", "s"},   {"ς", "s"},   {"τ", "t"},    {"υ", "y"},   {"φ", "f"},   {"χ", "ch"}, {"ψ", "ps"},
    {"ω", "o"},   {"а", "a"},   {"б", "b"},    {"в", "v"},   {"г", "g"},   {"ґ", "g"},  {"д", "d"},
    {"е", "e"},   {"є", "ye"},  {"ж", "zh"},   {"з", "z"},   {"и", "i"},   {"і", "i"},  {"ї", "i"},
    {"й", "y"},   {"ј", "j"},   {"к", "k"},    {"л", "l"},   {"љ", "lj"},  {"м", "m"},  {"н", "n"},
    {"њ", "nj"},  {"о", "o"},   {"п", "p"},    {"р", "r"},   {"с", "s"},   {"т", "t"},  {"ћ", "c"},
    {"ђ", "dj"},  {"у", "u"},   {"ў", "u"},    {"ф", "f"},   {"х", "kh"},  {"ц", "ts"}, {"ч", "ch"},
    {"џ", "dzh"}, {"ш", "sh"},  {"щ", "shch"}, {"ъ", ""},    {"ы", "y"},   {"ь", ""},   {"э", "e"},
    {"ю", "yu"},  {"я", "ya"},
};

/// Rules by the first byte of what they replace, in order.
class Rewriter {
 public:
  template <std::size_t N>
  explicit Rewriter(const Rule (&rules)[N]) {
    for (const Rule& rule : rules) by_first_byte_[byte(rule.first.front())].push_back(rule);
  }

  /// Rewrites `text` by the first rule that matches at each place; other bytes stay.
  [[nodiscard]] std::string operator()(std::string_view text) const {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
      const std::vector<Rule>& rules = by_first_byte_[byte(text.front())];
      const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& candidate) {
        return starts_with(text, candidate.first);
      });
      if (rule == rules.end()) {
        out += text.front();
        text.remove_prefix(1);
      } else {
        out += rule->second;
        text.remove_prefix(rule->first.size());
      }
    }
    return out;
  }

 private:
  static std::size_t byte(char c) { return static_cast<unsigned char>(c); }
  /// For strings that agree in their first byte. Few bytes are compared fastest one by one.
  static bool starts_with(std::string_view text, std::string_view beginning) {
    if (text.size() < beginning.size()) return false;
    for (std::size_t i = 1; i < beginning.size(); ++i) {
      if (text[i] != beginning[i]) return false;
    }
    return true;
  }
  std::array<std::vector<Rule>, 256> by_first_byte_;
};

// Capital letters are sounds of their own in a key: C = ch, S = sh, J = zh.
constexpr Rule kSpellings[] = {
    {"schtsch", "SC"}, {"shch", "SC"}, {"schch", "SC"}, {"chtch", "SC"}, {"tsch", "C"},
    {"tch", "C"},      {"ch", "C"},    {"sch", "S"},    {"sh", "S"},     {"dzh", "J"},
    {"dj", "J"},       {"zh", "J"},    {"kh", "h"},     {"gh", "g"},     {"ph", "f"},
    {"th", "t"},       {"ck", "k"},    {"cz", "C"},     {"q", "k"},      {"x", "ks"},
    {"w", "v"},        {"ss", "s"},    {"ff", "f"},     {"dd", "d"},     {"kk", "k"},
    {"zz", "z"},       {"tz", "ts"},   {"ou", "u"},     {"oo", "u"},     {"ee", "i"},
    {"iye", "ie"},     {"iyi", "i"},   {"yi", "i"},     {"yy", "i"},     {"iy", "i"},
    {"ij", "i"},       {"ii", "i"},    {"ey", "ei"},    {"ej", "ei"},    {"oj", "oi"},
    {"aj", "ai"},      {"ja", "ia"},   {"ju", "iu"},    {"y", "i"},
};

void replace_ending(std::string& word, std::string_view ending, std::string_view replacement) {
  if (word.size() > ending.size() && word.back() == ending.back() && word.ends_with(ending)) {
    word.replace(word.size() - ending.size(), ending.size(), replacement);
  }
}

constexpr std::string_view kGivenNames[] = {
    "volodymyr vladimir wladimir uladzimir volodimir wolodymyr",
    "dmitry dmitri dmitriy dmytro dmitrij dimitri",
    "mohammed muhammad mohamed mohammad muhammed mehmet mohamad",
    "sergei sergey serhiy serhii sergej sergiy sergii siarhei",
    "alexander aleksandr oleksandr alyaksandr alexandr aleksander alexandre aliaksandr alex sasha",
    "alexei alexey aleksei aleksey oleksiy oleksii alexej",
    "mikhail mykhailo michail mikhailo",
    "nikolai nikolay mykola nikolaj",
    "yuri yuriy yury iurii yurii juri jurij",
    "andrei andrey andriy andrii andrej andrij",
    "yevgeny evgeny yevgeni evgeni yevhen evgeniy yevgeniy jewgeni",
    "yulia julia yuliya iulia juliya iuliia",
    "igor ihor",
    "galina halyna halina",
    "oksana oxana",
    "oleg oleh",
    "pavel pavlo",
    "petr petro pyotr piotr peter",
    "viktor victor wiktor",
    "viktoria victoria viktoriya viktoriia",
    "vasily vasyl vassily wassili vasiliy",
    "valery valeriy valerii waleri",
    "vyacheslav viacheslav wjatscheslaw",
    "anatoly anatoliy anatolii anatoli",
    "kirill kyrylo kiril",
    "maxim maksim maksym",
    "konstantin kostiantyn kostyantyn constantine",
    "ekaterina yekaterina kateryna katerina catherine katherine",
    "elena yelena olena helena",
    "anna hanna",
    "natalia nataliya natalya nataliia",
    "maria mariya mariia",
    "joe joseph dzho",
    "bill william will",
    "bob robert rob",
    "mike michael",
    "tony anthony",
    "jim james jimmy",
    "tom thomas",
    "dan daniel danny",
    "steve steven stephen",
    "liz elizabeth",
    "ben benjamin binyamin",
    "rick richard dick",
    "ken kenneth",
    "ed edward",
    "chris christopher",
    "matt matthew",
    "nick nicholas",
    "dave david",
    "pete",
    "ron ronald",
    "don donald",
    "tim timothy",
    "sam samuel",
    "greg gregory",
    "jeff jeffrey",
    "andy andrew",
    "kate katie",
    "geoff geoffrey",
    "abdullah abdulla abdallah",
    "ahmed ahmad ahmet",
    "hussein husain hussain husayn huseyin",
    "hassan hasan",
    "yusuf yousef youssef yussuf",
    "ibrahim ebrahim",
    "khalid khaled",
    "said saeed sayed",
    "omar umar omer",
    "osama usama",
    "moammar muammar mouammar",
};

const std::unordered_map<std::string_view, std::string_view>& given_name_groups() {
  static const auto kGroups = [] {
    std::unordered_map<std::string_view, std::string_view> groups;
    for (const std::string_view group : kGivenNames) {
      const std::string_view first = group.substr(0, group.find(' '));
      for (std::size_t begin = 0; begin < group.size();) {
        const std::size_t end = std::min(group.find(' ', begin), group.size());
        groups.emplace(group.substr(begin, end - begin), first);
        begin = end + 1;
      }
    }
    return groups;
  }();
  return kGroups;
}

bool is_cyrillic(std::string_view word) {
  return word.size() >= 2 && (static_cast<unsigned char>(word[0]) == 0xd0 ||
                              static_cast<unsigned char>(word[0]) == 0xd1 ||
                              static_cast<unsigned char>(word[0]) == 0xd2);
}

}  // namespace

std::string romanize(std::string_view word) {
  const bool ascii = std::all_of(word.begin(), word.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return std::string(word);
  static const Rewriter kRewriteLetters(kLetters);
  // Ukrainian, known by its own letters, says h where Russian says g.
  const bool ukrainian = word.find("і") != std::string_view::npos ||
                         word.find("ї") != std::string_view::npos ||
                         word.find("є") != std::string_view::npos;
  if (!ukrainian) return kRewriteLetters(word);
  std::string with_h(word);
  constexpr std::string_view kG = "г";
  for (std::size_t at = with_h.find(kG); at != std::string::npos; at = with_h.find(kG, at)) {
    with_h.replace(at, kG.size(), "h");
  }
  return kRewriteLetters(with_h);
}

std::string nominative(std::string_view word) {
  if (!is_cyrillic(word)) return std::string(word);
  // Adjectival surnames first, then -ов/-ев/-ин surnames and given names ending in a consonant.
  static constexpr Rule kEndings[] = {
      {"ского", "ский"},  {"скому", "ский"},   {"ским", "ский"},    {"ском", "ский"},
      {"ській", "ський"}, {"ського", "ський"}, {"ському", "ський"}, {"ським", "ський"},
      {"овым", "ов"},     {"евым", "ев"},      {"иным", "ин"},      {"ова", "ов"},
      {"ову", "ов"},      {"ове", "ов"},       {"ева", "ев"},       {"еву", "ев"},
      {"еве", "ев"},      {"ина", "ин"},       {"ину", "ин"},       {"ине", "ин"},
      {"іна", "ін"},      {"іну", "ін"},       {"іним", "ін"},      {"ером", "ер"},
      {"иром", "ир"},     {"ира", "ир"},       {"иру", "ир"},       {"ире", "ир"},
      {"пом", "п"},       {"па", "п"},         {"пу", "п"},         {"мпе", "мп"},
      {"ана", "ан"},      {"ану", "ан"},       {"аном", "ан"},      {"ака", "ак"},
      {"аком", "ак"},     {"аку", "ак"},       {"ея", "ей"},        {"ею", "ей"},
      {"еем", "ей"},      {"ия", "ий"},        {"ием", "ий"},       {"льда", "льд"},
      {"льду", "льд"},    {"льдом", "льд"},    {"енкові", "енко"},  {"еєві", "ей"},
      {"ієві", "ій"},     {"емові", "ем"},     {"ерові", "ер"},
  };
  for (const auto& [ending, replacement] : kEndings) {
    if (word.size() > ending.size() + 2 && word.ends_with(ending)) {
      return std::string(word.substr(0, word.size() - ending.size())).append(replacement);
    }
  }
  return std::string(word);
}

std::vector<std::string> dictionary_forms(std::string_view word) {
  static constexpr Rule kEndings[] = {
      {"ова", "ів"}, {"ову", "ів"}, {"ові", "ів"}, {"єва", "їв"}, {"єву", "їв"}, {"єві", "їв"},
      {"ою", "а"},   {"ой", "а"},   {"ом", ""},    {"ем", ""},    {"ем", "ь"},   {"ею", "я"},
      {"ей", "я"},   {"а", ""},     {"у", ""},     {"е", ""},     {"і", ""},     {"я", "ь"},
      {"ю", "ь"},    {"и", "ь"},    {"ы", "а"},    {"и", "а"},    {"е", "а"},    {"у", "а"},
      {"і", "а"},    {"и", "я"},    {"ю", "я"},    {"і", "я"},    {"е", "ь"},    {"ю", "й"},
      {"ї", "я"},    {"єю", "я"},   {"ією", "ія"}, {"ах", "и"},   {"ссю", "сь"},
  };
  std::vector<std::string> forms{std::string(word)};
  if (!is_cyrillic(word)) return forms;
  for (const auto& [ending, replacement] : kEndings) {
    if (word.size() >= ending.size() + 4 && word.ends_with(ending)) {
      forms.push_back(std::string(word.substr(0, word.size() - ending.size())).append(replacement));
    }
  }
  return forms;
}

std::string spelling_key(std::string_view latin_word) {
  static const Rewriter kRewriteSpellings(kSpellings);
  std::string word(latin_word);
  replace_ending(word, "off", "ov");
  replace_ending(word, "eff", "ev");
  replace_ending(word, "skyj", "sky");
  replace_ending(word, "skij", "sky");
  if (word.starts_with("ye") && word.size() > 3) word.erase(0, 1);
  word = kRewriteSpellings(word);
  // "c" is "k" except before e and i; the "i" of -iev, -iov is a matter of taste.
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == 'c' && !(i + 1 < word.size() && (word[i + 1] == 'e' || word[i + 1] == 'i'))) {
      word[i] = 'k';
    }
  }
  replace_ending(word, "iev", "ev");
  if (word.size() > 3) replace_ending(word, "h", "");
  return word;
}

std::string given_name_key(std::string_view latin_word) {
  const auto& groups = given_name_groups();
  const auto found = groups.find(latin_word);
  return spelling_key(found == groups.end() ? latin_word : found->second);
}

}  // namespace ksearch
