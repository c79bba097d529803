#include "indexer/entities/user_name_recognizer.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "common/analysis/code_points.h"
#include "common/entities/known_names.h"
#include "common/entities/names.h"
#include "indexer/entities/resolver.h"

namespace ksearch {
namespace {

/// Longer words before a full stop end a sentence: "St. Petersburg", "J. Brook".
constexpr std::size_t kMaxAbbreviation = 4;

/// What may stand between two words of one name; `ampersand` says whether it reads "and".
bool joins(const Word& before, const Word& word, bool& ampersand) {
  ampersand = false;
  if (word.starts_block || before.possessive || before.furniture != word.furniture) return false;
  const bool abbreviation = before.surface.size() <= kMaxAbbreviation;
  for (std::size_t i = 0; i < word.gap.size();) {
    const char32_t c = next_code_point(word.gap, i);
    const bool apostrophe = c == '\'' || c == 0x2019;
    const bool hyphen = c == '-' || c == 0x2010 || c == 0x2011;
    if (c == '&') {
      ampersand = word.gap.starts_with(' ');
    } else if (u_isUWhiteSpace(static_cast<UChar32>(c)) == 0 && !apostrophe && !hyphen &&
               !(c == '.' && abbreviation)) {
      return false;
    }
  }
  return true;
}

bool has_case(const Word& word) {
  std::size_t i = 0;
  const auto c = static_cast<UChar32>(next_code_point(word.surface, i));
  return u_isULowercase(c) != 0;
}

}  // namespace

UserNameFinder::UserNameFinder(const UserNames& names) {
  for (const UserName& name : names.list) {
    add(name.type, name.name);
    for (const std::string& alias : name.aliases) add(name.type, alias);
  }
}

void UserNameFinder::add(EntityType type, const std::string& spelling) {
  Entry entry{.type = type, .spelling = spelling, .capital = false, .all_capitals = true};
  std::size_t i = 0;
  entry.capital = u_isUUppercase(static_cast<UChar32>(next_code_point(spelling, i))) != 0;
  while (i < spelling.size()) {
    const auto c = static_cast<UChar32>(next_code_point(spelling, i));
    if (u_isULowercase(c) != 0) entry.all_capitals = false;
  }
  entry.all_capitals = entry.all_capitals && entry.capital;
  entries_.try_emplace(NameHash(normalize_name(type, spelling)).value(), std::move(entry));
}

/// The longest name that starts at a word; `end` becomes the word after it.
const UserNameFinder::Entry* UserNameFinder::match(const std::vector<Word>& words,
                                                   std::size_t begin, std::size_t& end) const {
  const Entry* best = nullptr;
  NameHash hash;
  bool all_capitals = true;
  const std::size_t limit = std::min(words.size(), begin + kMaxUserNameWords);
  for (std::size_t i = begin; i < limit; ++i) {
    bool ampersand = false;
    if (i > begin && !joins(words[i - 1], words[i], ampersand)) break;
    if (ampersand) hash.add("and");
    hash.add(words[i].normalized);
    all_capitals =
        all_capitals && !has_case(words[i]) && (words[i].all_capitals || words[i].initial);
    const auto found = entries_.find(hash.value());
    if (found == entries_.end()) continue;
    const Entry& entry = found->second;
    if ((entry.capital && has_case(words[begin])) || (entry.all_capitals && !all_capitals))
      continue;
    best = &entry;
    end = i + 1;
  }
  return best;
}

std::vector<UserNameFinder::Found> UserNameFinder::find(const std::vector<Word>& words) const {
  std::vector<Found> found;
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    const Entry* entry = words[begin].furniture ? nullptr : match(words, begin, end);
    if (entry != nullptr) {
      const Word& first = words[begin];
      const Word& last = words[end - 1];
      found.push_back({{.tokens = {first.span.begin, last.span.end},
                        .surface = {first.span.begin, last.span.begin + last.surface.size()},
                        .type = entry->type},
                       entry->spelling});
    }
    begin = end;
  }
  return found;
}

std::vector<Mention> UserNameRecognizer::recognize(const RecognizerInput& input) {
  std::vector<Mention> others = inner_->recognize(input);
  std::vector<Mention> known;
  std::vector<bool> dropped(others.size());
  std::size_t next_other = 0;
  for (const UserNameFinder::Found& found : finder_->find(document_words(input))) {
    Mention mention = make_mention(input.text, found.place);
    while (next_other < others.size() && others[next_other].span.end <= mention.span.begin) {
      ++next_other;
    }
    std::size_t end = next_other;
    bool held = false;
    for (; end < others.size() && others[end].span.begin < mention.span.end; ++end) {
      const Mention& other = others[end];
      held = held || (other.type == mention.type && other.span != mention.span &&
                      other.span.contains(mention.span));
    }
    if (held) continue;
    for (std::size_t i = next_other; i < end; ++i) dropped[i] = true;
    mention.name = found.spelling;
    known.push_back(std::move(mention));
  }
  if (known.empty()) return others;
  std::vector<Mention> mentions;
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (!dropped[i]) mentions.push_back(std::move(others[i]));
  }
  mentions.insert(mentions.end(), known.begin(), known.end());
  std::ranges::sort(mentions, {}, [](const Mention& mention) { return mention.span.begin; });
  // Short forms may stand for a known name; a known name stands for itself.
  resolve_names(mentions);
  auto next = known.begin();
  for (Mention& mention : mentions) {
    if (next == known.end() || next->span != mention.span) continue;
    mention.name = std::move(next->name);
    ++next;
  }
  return mentions;
}

std::unique_ptr<EntityRecognizer> UserNameRecognizer::clone() const {
  return std::make_unique<UserNameRecognizer>(inner_->clone(), finder_);
}

}  // namespace ksearch
