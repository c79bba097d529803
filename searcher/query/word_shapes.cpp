#include "searcher/query/word_shapes.h"

#include <algorithm>

#include "common/analysis/code_points.h"
#include "common/analysis/fold.h"
#include "searcher/query/characters.h"

namespace ksearch::query {
namespace {

constexpr std::string_view kWildcards = "*?";
constexpr std::string_view kDigits = "0123456789";

/// Whether text is letters, marks and digits, and not digits alone.
bool is_word(std::string_view text) {
  return text.find_first_not_of(kDigits) != std::string_view::npos && is_letters(text);
}

}  // namespace

std::string_view without_punctuation(std::string_view chunk) {
  return chunk.substr(0, chunk.find_last_not_of(",.;:!?") + 1);
}

bool is_pattern(std::string_view chunk) {
  chunk = without_punctuation(chunk);
  const std::string_view stem = chunk.substr(0, chunk.find_last_not_of('*') + 1);
  if (stem.find_first_of(kWildcards) == std::string_view::npos || stem.front() == '?') return false;
  std::string letters(chunk);
  std::erase_if(letters, [](char c) { return kWildcards.find(c) != std::string_view::npos; });
  return is_word(letters);
}

std::optional<FuzzyShape> fuzzy_shape(std::string_view chunk) {
  chunk = without_punctuation(chunk);
  const std::size_t tilde = chunk.rfind('~');
  if (tilde == std::string_view::npos || !is_word(chunk.substr(0, tilde))) return std::nullopt;
  const std::string_view number = chunk.substr(tilde + 1);
  if (number.find_first_not_of(kDigits) != std::string_view::npos) return std::nullopt;
  return FuzzyShape{chunk.substr(0, tilde), number};
}

std::string folded_pattern(std::string_view pattern) {
  std::string folded;
  while (!pattern.empty()) {
    const std::size_t wildcard = std::min(pattern.find_first_of(kWildcards), pattern.size());
    folded += fold(pattern.substr(0, wildcard));
    folded += pattern.substr(wildcard, 1);
    pattern.remove_prefix(std::min(wildcard + 1, pattern.size()));
  }
  return folded;
}

bool matches_pattern(std::string_view word, std::string_view pattern) {
  // Greedy with one place to come back to: the last * and how much of the word it has taken.
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;
  std::size_t taken = 0;
  while (at < word.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = ++in_pattern;
      taken = at;
      continue;
    }
    if (in_pattern < pattern.size() &&
        (pattern[in_pattern] == '?' || pattern[in_pattern] == word[at])) {
      if (pattern[in_pattern++] == '?') {
        next_code_point(word, at);
      } else {
        ++at;
      }
      continue;
    }
    if (star == std::string_view::npos) return false;
    next_code_point(word, taken);
    at = taken;
    in_pattern = star;
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

}  // namespace ksearch::query
