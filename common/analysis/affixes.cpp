#include "common/analysis/affixes.h"

#include <algorithm>
#include <array>

namespace ksearch {
namespace {

constexpr std::array<std::string_view, 44> kElidedHeads = {
    "agl",   "all",   "anch",   "bell",  "c",     "coll",   "com",   "d",      "dagl",
    "dall",  "degl",  "dell",   "dov",   "gl",    "j",      "jusqu", "l",      "lorsqu",
    "m",     "mezz",  "n",      "negl",  "nell",  "nessun", "nient", "puisqu", "qu",
    "quand", "quant", "quattr", "quell", "quest", "quoiqu", "s",     "sant",   "senz",
    "sugl",  "sull",  "t",      "tant",  "trent", "tutt",   "un",    "v"};
static_assert(std::ranges::is_sorted(kElidedHeads));

// Case endings, plurals and the copula, in the vowels that remain once diacritics are stripped.
constexpr std::array<std::string_view, 68> kTurkishSuffixes = {
    "a",     "ca",     "ce",     "ci",    "cu",    "da",     "daki",  "dan",   "dayken", "de",
    "deki",  "den",    "deyken", "di",    "dir",   "du",     "dur",   "e",     "i",      "in",
    "inki",  "la",     "lar",    "lara",  "larda", "lardan", "lari",  "larin", "le",     "ler",
    "lerde", "lerden", "lere",   "leri",  "lerin", "li",     "lik",   "lu",    "luk",    "na",
    "nca",   "nce",    "nda",    "ndaki", "ndan",  "nde",    "ndeki", "nden",  "ne",     "ni",
    "nin",   "ninki",  "nu",     "nun",   "ta",    "taki",   "tan",   "te",    "teki",   "ten",
    "tir",   "tur",    "u",      "un",    "ya",    "ye",     "yi",    "yu"};
static_assert(std::ranges::is_sorted(kTurkishSuffixes));

}  // namespace

bool is_elision(std::string_view head, std::string_view tail) {
  constexpr std::string_view kOpenings = "aeiouyh0123456789";
  return !tail.empty() && kOpenings.find(tail.front()) != std::string_view::npos &&
         std::ranges::binary_search(kElidedHeads, head);
}

bool is_turkish_suffix(std::string_view tail) {
  return std::ranges::binary_search(kTurkishSuffixes, tail);
}

}  // namespace ksearch
