#include "common/analysis/stop_words.h"

#include <algorithm>
#include <array>
#include <span>

#include "common/analysis/stop_word_lists.h"

namespace ksearch {
namespace {

/// The words of a list, split by the compiler.
template <const auto& kText>
constexpr auto split() {
  constexpr std::string_view kList = kText;
  constexpr auto kSpaces = static_cast<std::size_t>(std::ranges::count(kList, ' '));
  std::array<std::string_view, kSpaces + 1> words;
  std::size_t begin = 0;
  for (std::string_view& word : words) {
    word = kList.substr(begin, kList.find(' ', begin) - begin);
    begin += word.size() + 1;
  }
  return words;
}

template <const auto& kText>
constexpr auto kWords = split<kText>();

struct StopWordList {
  std::string_view language;
  std::span<const std::string_view> words;
};

constexpr auto kLists = std::to_array<StopWordList>({
    {"da", kWords<stop_word_lists::kDanish>},
    {"de", kWords<stop_word_lists::kGerman>},
    {"en", kWords<stop_word_lists::kEnglish>},
    {"es", kWords<stop_word_lists::kSpanish>},
    {"fi", kWords<stop_word_lists::kFinnish>},
    {"fr", kWords<stop_word_lists::kFrench>},
    {"hu", kWords<stop_word_lists::kHungarian>},
    {"it", kWords<stop_word_lists::kItalian>},
    {"nb", kWords<stop_word_lists::kNorwegian>},
    {"nl", kWords<stop_word_lists::kDutch>},
    {"nn", kWords<stop_word_lists::kNorwegian>},
    {"no", kWords<stop_word_lists::kNorwegian>},
    {"pt", kWords<stop_word_lists::kPortuguese>},
    {"ru", kWords<stop_word_lists::kRussian>},
    {"sv", kWords<stop_word_lists::kSwedish>},
    {"tr", kWords<stop_word_lists::kTurkish>},
    {"uk", kWords<stop_word_lists::kUkrainian>},
});
static_assert(std::ranges::all_of(kLists, [](const StopWordList& list) {
  return std::ranges::is_sorted(list.words);
}));

}  // namespace

bool is_stop_word(std::string_view word, std::string_view language) {
  const auto* list = std::ranges::find(kLists, language, &StopWordList::language);
  return list != kLists.end() && std::ranges::binary_search(list->words, word);
}

}  // namespace ksearch
