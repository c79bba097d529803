// Light stemming after Dolamic and Savoy, "Indexing and stemming approaches for the Czech language"
// (Information Processing & Management 45, 2009): remove the longest case ending that leaves enough
// of the word, then a possessive suffix, then undo the alternations of the last consonant and
// vowel. The tables are this project's, made from the declensions in grammars of the three
// languages; verbs are left alone. Alternations are undone in all words alike, whether they were
// changed or not, so that a stem need not be a word but the forms of one word meet.

#include "common/analysis/light_stemmer.h"

#include <algorithm>
#include <span>
#include <utility>

namespace ksearch {
namespace {

/// An ending that becomes another one where at least so many letters stand before it.
struct Rule {
  std::string_view from;
  std::string_view to;
  std::size_t min_letters = 3;
};

/// Of a stage the longest rule that fits is applied, once.
using Stage = std::span<const Rule>;

constexpr Rule kUkrainianEndings[] = {
    {"остями", "ост"}, {"остям", "ост"}, {"остях", "ост"}, {"остей", "ост"}, {"ості", "ост"},
    {"істю", "ост"},   {"ість", "ост"},  {"ього", ""},     {"ьому", ""},     {"ого", ""},
    {"ому", ""},       {"ими", ""},      {"іми", ""},      {"ьої", ""},      {"ьою", ""},
    {"ами", ""},       {"ями", ""},      {"ові", ""},      {"еві", ""},      {"єві", ""},
    {"ією", ""},       {"іями", ""},     {"іям", ""},      {"іях", ""},      {"ій", ""},
    {"ий", ""},        {"ої", ""},       {"ою", ""},       {"ую", ""},       {"ею", ""},
    {"єю", ""},        {"их", ""},       {"іх", ""},       {"им", ""},       {"ім", ""},
    {"ам", ""},        {"ям", ""},       {"ах", ""},       {"ях", ""},       {"ів", ""},
    {"їв", ""},        {"ей", ""},       {"ем", ""},       {"єм", ""},       {"ом", ""},
    {"ії", ""},        {"ія", ""},       {"ію", ""},       {"іє", ""},       {"а", ""},
    {"я", ""},         {"о", ""},        {"е", ""},        {"є", ""},        {"и", ""},
    {"і", ""},         {"ї", ""},        {"у", ""},        {"ю", ""},        {"ь", ""},
    {"й", ""},
};
constexpr Rule kUkrainianPossessives[] = {{"ов", ""}, {"ев", ""}, {"єв", ""}, {"ів", ""}};
constexpr Rule kUkrainianDoubles[] = {{"нн", "н", 2}, {"тт", "т", 2}, {"лл", "л", 2},
                                      {"дд", "д", 2}, {"сс", "с", 2}, {"чч", "ч", 2}};
constexpr Rule kUkrainianFleeting[] = {
    {"ец", "ц"}, {"єц", "ц"}, {"ен", "н"}, {"ек", "к"}, {"ок", "к"}};
constexpr Rule kUkrainianConsonants[] = {{"ц", "к", 2}, {"з", "г", 2}};

constexpr Rule kPolishEndings[] = {
    {"iego", ""},    {"iowi", ""},  {"nci", "nt"}, {"iemu", ""}, {"iami", ""}, {"iach", ""},
    {"cie", "t", 4}, {"dzie", "d"}, {"owie", ""},  {"ami", ""},  {"ach", ""},  {"owi", ""},
    {"ego", ""},     {"emu", ""},   {"ymi", ""},   {"imi", ""},  {"iej", ""},  {"iem", ""},
    {"iom", ""},     {"ów", ""},    {"om", ""},    {"em", ""},   {"ym", ""},   {"im", ""},
    {"ych", ""},     {"ich", ""},   {"ej", ""},    {"ie", ""},   {"ia", ""},   {"iu", ""},
    {"ii", ""},      {"ię", ""},    {"ią", ""},    {"io", ""},   {"a", ""},    {"ą", ""},
    {"e", ""},       {"ę", ""},     {"i", ""},     {"o", ""},    {"u", ""},    {"y", ""},
};
constexpr Rule kPolishPossessives[] = {{"ow", ""}, {"ów", ""}};
constexpr Rule kPolishFleeting[] = {{"ek", "k"}, {"ień", "n"}};
constexpr Rule kPolishConsonants[] = {{"ść", "st", 2}, {"śc", "st", 2}, {"c", "k", 2},
                                      {"dz", "g", 2},  {"dź", "g", 2},  {"rz", "r", 2}};

constexpr Rule kCzechEndings[] = {
    {"ích", ""}, {"ého", ""},     {"ému", ""}, {"ího", ""},   {"ími", ""}, {"ímu", ""}, {"ách", ""},
    {"ých", ""}, {"ými", ""},     {"ech", ""}, {"ami", ""},   {"emi", ""}, {"ěmi", ""}, {"ové", ""},
    {"ovi", ""}, {"ství", "stv"}, {"em", ""},  {"ém", ""},    {"ím", ""},  {"ům", ""},  {"ám", ""},
    {"ým", ""},  {"ou", ""},      {"yj", ""},  {"mi", "", 4}, {"a", ""},   {"á", ""},   {"e", ""},
    {"é", ""},   {"ě", ""},       {"i", ""},   {"í", ""},     {"o", ""},   {"u", ""},   {"ů", ""},
    {"y", ""},   {"ý", ""},
};
constexpr Rule kCzechPossessives[] = {{"ov", ""}, {"ův", ""}};
constexpr Rule kCzechConsonants[] = {{"št", "sk", 2}, {"čt", "ck", 2}, {"c", "k", 2}, {"č", "k", 2},
                                     {"z", "h", 2},   {"ž", "h", 2},   {"ř", "r", 2}};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

std::size_t letter_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

void run_stage(Stage stage, std::string& word) {
  const Rule* best = nullptr;
  for (const Rule& rule : stage) {
    if (best != nullptr && rule.from.size() <= best->from.size()) continue;
    if (!word.ends_with(rule.from)) continue;
    const std::string_view rest(word.data(), word.size() - rule.from.size());
    if (letter_count(rest) >= rule.min_letters) best = &rule;
  }
  if (best != nullptr) word.replace(word.size() - best->from.size(), best->from.size(), best->to);
}

/// The last letter but `back`, as its bytes; empty when the word is shorter.
std::string_view letter_from_end(std::string_view word, std::size_t back) {
  std::size_t end = word.size();
  for (;; --back) {
    if (end == 0) return {};
    std::size_t begin = end - 1;
    while (begin > 0 && is_continuation(word[begin])) --begin;
    if (back == 0) return word.substr(begin, end - begin);
    end = begin;
  }
}

bool is_one_of(std::string_view letter, std::string_view letters) {
  return !letter.empty() && letters.find(letter) != std::string_view::npos;
}

constexpr std::string_view kUkrainianVowels = "аеєиіїоуюя";
constexpr std::string_view kCzechVowels = "aáeéěiíoóuúůyý";

/// A vowel before a single last consonant: "і" in a closed syllable is "о" in an open one.
void open_syllable(std::string& word, std::string_view from, std::string_view to,
                   std::string_view vowels) {
  const std::string_view last = letter_from_end(word, 0);
  if (is_one_of(last, vowels) || letter_from_end(word, 1) != from) return;
  word.replace(word.size() - last.size() - from.size(), from.size(), to);
}

/// "Havel", "Havla": e between two consonants at the end of all but short words.
void drop_fleeting_e(std::string& word) {
  const std::string_view last = letter_from_end(word, 0);
  if (letter_count(word) < 4 || letter_from_end(word, 1) != "e") return;
  if (is_one_of(last, kCzechVowels) || is_one_of(letter_from_end(word, 2), kCzechVowels)) return;
  word.erase(word.size() - last.size() - 1, 1);
}

void stem_ukrainian(std::string& word) {
  run_stage(kUkrainianEndings, word);
  run_stage(kUkrainianPossessives, word);
  run_stage(kUkrainianDoubles, word);
  open_syllable(word, "і", "о", kUkrainianVowels);
  open_syllable(word, "ї", "є", kUkrainianVowels);
  run_stage(kUkrainianFleeting, word);
  run_stage(kUkrainianConsonants, word);
}

void stem_polish(std::string& word) {
  run_stage(kPolishEndings, word);
  run_stage(kPolishPossessives, word);
  run_stage(kPolishFleeting, word);
  run_stage(kPolishConsonants, word);
}

void stem_czech(std::string& word) {
  run_stage(kCzechEndings, word);
  run_stage(kCzechPossessives, word);
  drop_fleeting_e(word);
  open_syllable(word, "ů", "o", kCzechVowels);
  run_stage(kCzechConsonants, word);
}

}  // namespace

std::optional<LightLanguage> light_language(std::string_view code) {
  if (code == "cs") return LightLanguage::kCzech;
  if (code == "pl") return LightLanguage::kPolish;
  if (code == "uk") return LightLanguage::kUkrainian;
  return std::nullopt;
}

std::string light_stem(std::string_view folded, LightLanguage language) {
  std::string word(folded);
  switch (language) {
    case LightLanguage::kCzech:
      stem_czech(word);
      break;
    case LightLanguage::kPolish:
      stem_polish(word);
      break;
    case LightLanguage::kUkrainian:
      stem_ukrainian(word);
      break;
  }
  return word;
}

}  // namespace ksearch
