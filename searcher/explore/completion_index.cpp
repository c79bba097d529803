// All words of all names stand in one array, ordered by the rest of the name from that word on: so
// "med" and "medinsky vl" are ranges found by bisection. The words of the index are in such an
// array too. What a range holds is few or short enough to be ranked when asked for.

#include "searcher/explore/completion_index.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>

#include "common/analysis/fold.h"
#include "common/analysis/stop_words.h"
#include "common/entities/names.h"
#include "common/schema.h"

namespace ksearch {
namespace {

/// Of a list of this many completions, one is kept for words where there are as many names.
constexpr std::size_t kNamesForOneWord = 3;

std::optional<Field> field_of(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return Field::kPerson;
    case EntityType::kPlace:
      return Field::kPlace;
    case EntityType::kOrg:
      return Field::kOrg;
    case EntityType::kMisc:
      break;
  }
  return std::nullopt;
}

/// Elements of an ordered array whose text, at their offset, starts with `prefix`.
template <typename Element>
std::span<const Element> starting_with(const std::vector<Element>& elements,
                                       const std::string& text, std::string_view prefix) {
  const auto beginning = [&](const Element& element) {
    const char* at = text.data() + element.offset;
    return std::string_view(at, strnlen(at, prefix.size()));
  };
  // Not equal_range(): clang 14, which builds the fuzz targets, cannot read libstdc++'s subrange.
  const auto begin = std::ranges::lower_bound(elements, prefix, {}, beginning);
  return {begin, std::ranges::upper_bound(begin, elements.end(), prefix, {}, beginning)};
}

bool has_whole_word(std::string_view key, std::string_view word) {
  for (std::size_t at = key.find(word); at != std::string_view::npos; at = key.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' ')) return true;
  }
  return false;
}

/// Whether each of `words` (between spaces) is a word of `key`; a leading "the" may be missing, as
/// it is in the names of organisations.
bool has_whole_words(std::string_view key, std::string_view words) {
  for (bool first = true; !words.empty(); first = false) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    if (first && word == "the") continue;
    if (!has_whole_word(key, word)) return false;
  }
  return true;
}

/// Keeps the first `limit` elements in the order of `before`.
template <typename Element, typename Before>
void keep_first(std::vector<Element>& elements, std::size_t limit, Before&& before) {
  const std::size_t kept = std::min(limit, elements.size());
  std::ranges::partial_sort(elements, elements.begin() + static_cast<std::ptrdiff_t>(kept), before);
  elements.resize(kept);
}

std::string main_language(const Xapian::Database& database) {
  const std::string prefix(1, schema::kLanguagePrefix);
  std::string language;
  std::uint32_t most = 0;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    if (term.get_termfreq() <= most) continue;
    most = term.get_termfreq();
    language = (*term).substr(1);
  }
  return language;
}

}  // namespace

CompletionIndex::CompletionIndex(const Generation& generation, const EntityTotals& totals) {
  add_names(generation, totals);
  add_words(generation.database());
}

void CompletionIndex::add_names(const Generation& generation, const EntityTotals& totals) {
  const EntityTable& table = generation.entities();
  constexpr std::uint32_t kNowhere = UINT32_MAX;
  std::vector<std::uint32_t> places(table.size(), kNowhere);  // of entities, in entities_
  for (std::uint32_t number = 0; number < table.size(); ++number) {
    const EntityEntry entry = table.entry(number);
    const auto field = field_of(entry.shown_type);
    if (!field || totals.count(entry.entity) == 0) continue;
    std::uint32_t& place = places[entry.entity];
    if (place == kNowhere) {
      place = static_cast<std::uint32_t>(entities_.size());
      const std::string shown(generation.shown_name(entry.entity));
      entities_.push_back({shown, field, totals.count(entry.entity)});
      if (!table.shown_name(entry.entity).empty()) {
        add_key(normalize_name(entry.shown_type, shown), place);
      }
    }
    add_key(generation.names().name(number).key, place);
  }
  sort_name_words();
}

void CompletionIndex::sort_name_words() {
  // The first bytes as a number decide most comparisons without a look at the text.
  struct Keyed {
    std::uint64_t head = 0;
    NameWord word;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(name_words_.size());
  const char* text = keys_.data();
  for (const NameWord word : name_words_) {
    Keyed entry{0, word};
    const char* at = text + word.offset;
    for (std::size_t i = 0; i < sizeof entry.head; ++i) {
      entry.head = entry.head << 8U | static_cast<unsigned char>(*at);
      if (*at != '\0') ++at;
    }
    keyed.push_back(entry);
  }
  std::ranges::sort(keyed, [text](const Keyed& a, const Keyed& b) {
    if (a.head != b.head) return a.head < b.head;
    return std::strcmp(text + a.word.offset, text + b.word.offset) < 0;
  });
  std::ranges::transform(keyed, name_words_.begin(), &Keyed::word);
}

void CompletionIndex::add_key(std::string_view key, std::uint32_t entity) {
  for (std::size_t word = 0; word < key.size();) {
    name_words_.push_back({static_cast<std::uint32_t>(keys_.size() + word), entity});
    word = std::min(key.find(' ', word), key.size() - 1) + 1;
  }
  keys_ += key;
  keys_ += '\0';
}

void CompletionIndex::add_words(const Xapian::Database& database) {
  const std::string language = main_language(database);
  const auto end = database.allterms_end();
  for (auto term = database.allterms_begin(); term != end;) {
    const std::string text = *term;
    if (text.front() >= 'A' && text.front() <= 'Z') {
      // All terms that are no words begin with a capital; '[' is what comes after them.
      term.skip_to("[");
      continue;
    }
    if (!is_stop_word(text, language)) {
      words_.push_back({static_cast<std::uint32_t>(words_text_.size()), term.get_termfreq()});
      words_text_ += text;
      words_text_ += '\0';
    }
    ++term;
  }
}

std::vector<Completion> CompletionIndex::complete(std::string_view prefix,
                                                  std::size_t limit) const {
  if (limit == 0) limit = SIZE_MAX;
  std::vector<std::uint32_t> names = names_for(prefix);
  keep_first(names, limit, [&](std::uint32_t a, std::uint32_t b) {
    const Completion& left = entities_[a];
    const Completion& right = entities_[b];
    return left.count != right.count ? left.count > right.count : left.text < right.text;
  });
  std::vector<Word> words = words_for(prefix);
  keep_first(words, limit, [&](Word a, Word b) {
    // The order of the offsets is that of the texts.
    return a.count != b.count ? a.count > b.count : a.offset < b.offset;
  });
  const std::size_t for_words = std::min(words.size(), limit / (kNamesForOneWord + 1));
  names.resize(std::min(names.size(), limit - for_words));
  words.resize(std::min(words.size(), limit - names.size()));
  std::vector<Completion> result;
  for (const std::uint32_t name : names) result.push_back(entities_[name]);
  for (const Word word : words) {
    result.push_back({words_text_.data() + word.offset, std::nullopt, word.count});
  }
  return result;
}

std::vector<std::uint32_t> CompletionIndex::names_for(std::string_view prefix) const {
  // The last word is being typed, those before it are whole. "J. K. R" is "jk" and "r"; "J. K" is
  // "jk", found only where both letters are read together.
  const std::size_t space = prefix.find_last_of(" \t");
  const std::size_t typed = space == std::string_view::npos ? 0 : space + 1;
  const std::string head = normalize_name(EntityType::kPerson, prefix.substr(0, typed));
  std::vector<std::uint32_t> found =
      named(head, normalize_name(EntityType::kPerson, prefix.substr(typed)));
  if (found.empty() && !head.empty()) {
    found = named({}, normalize_name(EntityType::kPerson, prefix));
  }
  return found;
}

std::vector<std::uint32_t> CompletionIndex::named(std::string_view whole,
                                                  std::string_view beginning) const {
  if (beginning.empty()) beginning = whole.substr(whole.rfind(' ') + 1);
  if (beginning.empty()) return {};
  std::vector<std::uint32_t> entities;
  for (const NameWord word : starting_with(name_words_, keys_, beginning)) {
    if (whole.empty() || has_whole_words(key_around(word.offset), whole)) {
      entities.push_back(word.entity);
    }
  }
  std::ranges::sort(entities);
  entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
  return entities;
}

std::string_view CompletionIndex::key_around(std::uint32_t offset) const {
  const std::size_t before = keys_.rfind('\0', offset);
  return keys_.data() + (before == std::string::npos ? 0 : before + 1);
}

std::vector<CompletionIndex::Word> CompletionIndex::words_for(std::string_view prefix) const {
  const std::string beginning = fold(prefix);
  if (beginning.empty() || beginning.find(' ') != std::string::npos) return {};
  const auto found = starting_with(words_, words_text_, beginning);
  return {found.begin(), found.end()};
}

}  // namespace ksearch
