#include "common/entities/preferred_spelling.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>

#include "common/entities/known_names.h"
#include "common/entities/names.h"

namespace ksearch {
namespace {

/// What makes one spelling of a name better than another, the weightiest first; less is better.
using SpellingRank = std::tuple<bool, bool, bool, bool, bool, std::ptrdiff_t, std::ptrdiff_t,
                                std::string, std::string_view>;

/// The spelling with the case of what decides between two turned around where lower case is better:
/// in "von" and "al", but not in "DeSantis".
std::string particles_first(std::string_view name) {
  constexpr std::size_t kLongestParticle = 3;
  std::string out(name);
  for (std::size_t begin = 0; begin < out.size();) {
    const std::size_t end = std::min(out.find_first_of(" -", begin), out.size());
    if (end - begin <= kLongestParticle && begin > 0) {
      char& first = out[begin];
      const bool upper = first >= 'A' && first <= 'Z';
      if (upper || (first >= 'a' && first <= 'z')) first = static_cast<char>(first ^ 0x20);
    }
    begin = end + 1;
  }
  return out;
}

bool is_given_name(std::string_view word) {
  const auto known = find_known_name(normalize_name(EntityType::kPerson, word));
  return known && known->is(kKnownGivenName);
}

/// "Boris-Johnson": a full name and, by the slip of a page's author, a hyphen; not "Jean-Claude".
bool joins_given_name(std::string_view name) {
  const std::size_t hyphen = name.find('-');
  if (hyphen == std::string_view::npos || name.find_first_of(" -", hyphen + 1) < name.size()) {
    return false;
  }
  return is_given_name(name.substr(0, hyphen)) && !is_given_name(name);
}

/// "RIshi Sunak", "BORIS Johnson", "Emmanuel MACRON": capitals by a slip or for show. Those of
/// "JPMorgan", "MPs", "NATO summit" and "Ron DeSantis" belong to the name.
bool has_odd_capitals(std::string_view name) {
  constexpr std::size_t kLongestAbbreviation = 3;
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (std::ranges::none_of(name, is_lower)) return false;
  const bool of_person = is_given_name(name.substr(0, name.find_first_of(" -")));
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find_first_of(" -", begin), name.size());
    const std::string_view word = name.substr(begin, end - begin);
    const std::string_view rest(std::ranges::find_if_not(word, is_upper), word.end());
    const std::size_t capitals = word.size() - rest.size();
    if (capitals == 2 && !rest.empty() && rest != "s" && std::ranges::all_of(rest, is_lower)) {
      return true;
    }
    if (capitals > 1 && rest.empty() &&
        (is_given_name(word) || (of_person && capitals > kLongestAbbreviation))) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

bool has_article(std::string_view name) {
  return name.starts_with("The ") || name.starts_with("the ") || name.starts_with("THE ");
}

SpellingRank rank_spelling(std::string_view name) {
  const bool has_lower = std::any_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
  const auto marks = std::count_if(name.begin(), name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return {name.find_first_of("()[]{}<>|*_\"") != std::string_view::npos,
          has_article(name),
          !has_lower,
          joins_given_name(name),
          has_odd_capitals(name),
          -marks,
          -std::count(name.begin(), name.end(), '-'),
          particles_first(name),
          name};
}

}  // namespace

std::string_view preferred_spelling(std::string_view a, std::string_view b) {
  if (a == b) return a;
  const SpellingRank of_a = rank_spelling(a);
  const SpellingRank of_b = rank_spelling(b);
  return of_b < of_a ? b : a;
}

}  // namespace ksearch
