#include "searcher/query/vocabulary.h"

#include <algorithm>
#include <utility>

#include "common/entities/known_names.h"
#include "common/entities/name_matcher.h"
#include "common/entities/names.h"
#include "common/schema.h"
#include "searcher/query/name_word.h"
#include "searcher/query/word_shapes.h"

namespace ksearch::query {
namespace {

/// Terms and names, of at most schema::kMaxTermBytes each, of which something is kept.
constexpr std::size_t kMostTerms = 20'000;

/// Before one more term is kept.
template <typename Container>
void make_room(Container& kept) {
  if (kept.size() == kMostTerms) kept.clear();
}

/// Whether every word of `wanted` (words between spaces) is a word of `key`.
bool has_all_words(std::string_view key, std::string_view wanted) {
  while (!wanted.empty()) {
    const std::size_t end = std::min(wanted.find(' '), wanted.size());
    const std::string_view word = wanted.substr(0, end);
    wanted.remove_prefix(std::min(end + 1, wanted.size()));
    std::size_t at = key.find(word);
    while (at != std::string_view::npos) {
      const bool starts = at == 0 || key[at - 1] == ' ';
      const bool ends = at + word.size() == key.size() || key[at + word.size()] == ' ';
      if (starts && ends) break;
      at = key.find(word, at + 1);
    }
    if (at == std::string_view::npos) return false;
  }
  return true;
}

/// A normalised name without the titles it starts with; the last word is never taken for one.
std::string_view without_titles(std::string_view key) {
  for (std::string_view rest = key;;) {
    // A title may be of two words, so the longest is tried first.
    std::size_t end = std::string_view::npos;
    const std::size_t first = rest.find(' ');
    if (first == std::string_view::npos) return rest;
    for (const std::size_t candidate : {rest.find(' ', first + 1), first}) {
      if (candidate == std::string_view::npos) continue;
      const auto known = find_known_name(rest.substr(0, candidate));
      if (known && known->is(kKnownTitle)) {
        end = candidate;
        break;
      }
    }
    if (end == std::string_view::npos) return rest;
    rest.remove_prefix(end + 1);
  }
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

Languages::Languages(const Xapian::Database& database) {
  const std::string prefix(1, schema::kLanguagePrefix);
  std::uint32_t with_language = 0;
  std::uint32_t most = 0;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::string language = (*term).substr(1);
    const std::uint32_t documents = term.get_termfreq();
    with_language += documents;
    if (documents > most) {
      most = documents;
      main = language;
    }
    of_stems.emplace_back(schema::stem_language(language));
  }
  if (with_language < database.get_doccount()) {
    of_stems.emplace_back(schema::kUnstemmedLanguage);
  }
  std::ranges::sort(of_stems);
  of_stems.erase(std::unique(of_stems.begin(), of_stems.end()), of_stems.end());
}

Vocabulary::Vocabulary(const Generation& generation, Analyzer& analyzer)
    : generation_(generation), languages_(generation.database()), analyzer_(analyzer) {}

std::uint32_t Vocabulary::frequency(const std::string& term) const {
  const auto known = frequencies_.find(term);
  if (known != frequencies_.end()) return known->second;
  if (!schema::fits(term)) return 0;
  const std::uint32_t documents = generation_.database().get_termfreq(term);
  make_room(frequencies_);
  frequencies_.emplace(term, documents);
  return documents;
}

std::uint32_t Vocabulary::document_count() const { return generation_.database().get_doccount(); }

std::vector<std::string> Vocabulary::stems(std::string_view folded) const {
  std::vector<std::string> keys;
  for (const std::string& language : languages_.of_stems) {
    std::string key = schema::stem_key(language, analyzer_.stem(folded, language));
    if (frequency(schema::kStemPrefix + key) > 0) keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<std::string> Vocabulary::words(std::string_view prefix, std::size_t limit) const {
  std::vector<std::string> found;
  const std::string start(prefix);
  const Xapian::Database& database = generation_.database();
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
    if (found.size() == limit) break;
    found.push_back(*term);
  }
  return found;
}

std::vector<std::string> Vocabulary::words_like(std::string_view pattern, std::size_t limit,
                                                std::string_view term_prefix) const {
  const std::string folded = folded_pattern(pattern);
  const std::string start =
      std::string(term_prefix).append(folded.substr(0, folded.find_first_of("*?")));
  std::vector<std::string> found;
  const Xapian::Database& database = generation_.database();
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
    if (found.size() == limit) break;
    std::string text = *term;
    if (matches_pattern(std::string_view(text).substr(term_prefix.size()), folded)) {
      found.push_back(std::move(text));
    }
  }
  return found;
}

std::vector<NearWord> Vocabulary::words_near(std::string_view folded, unsigned distance) const {
  std::vector<NearWord> found = near_words(generation_.database(), folded, distance);
  std::ranges::stable_sort(found, [](const NearWord& a, const NearWord& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    return a.documents > b.documents;
  });
  return found;
}

std::vector<std::string> Vocabulary::words_of_stem(std::string_view folded) const {
  std::vector<std::string> found;
  for (const std::string& language : languages_.of_stems) {
    const std::string stem(analyzer_.stem(folded, language));
    const std::string start = stem.substr(0, std::max<std::size_t>(1, common_prefix(stem, folded)));
    for (std::string& word : words(start, SIZE_MAX)) {
      if (analyzer_.stem(word, language) == stem) found.push_back(std::move(word));
    }
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

const std::vector<OtherName>& Vocabulary::other_names(std::string_view word) const {
  const std::string key(word);
  if (const auto known = other_names_.find(key); known != other_names_.end()) return known->second;
  std::vector<OtherName> names = find_other_names(*this, word);
  make_room(other_names_);
  return other_names_.emplace(key, std::move(names)).first->second;
}

std::vector<std::string> Vocabulary::terms(const std::string& prefix) const {
  return words(prefix, SIZE_MAX);
}

std::vector<std::uint32_t> Vocabulary::names_of(const std::vector<std::uint32_t>& entities,
                                                EntityType type) const {
  std::vector<std::uint32_t> numbers;
  const EntityTable& table = generation_.entities();
  for (const std::uint32_t entity : entities) {
    for (const std::uint32_t number : table.names_of(entity)) {
      if (table.entry(number).shown_type == type) numbers.push_back(number);
    }
  }
  std::ranges::sort(numbers);
  return numbers;
}

std::vector<std::uint32_t> Vocabulary::names(EntityType type, std::string_view name,
                                             bool exact) const {
  if (exact) return names_called(type, name, true);
  // A name that nobody has takes a pass over all names, and whoever looks for a likelier spelling
  // asks for it again.
  std::string asked(1, static_cast<char>(type));
  asked += name;
  if (nobodies_.contains(asked)) return {};
  std::vector<std::uint32_t> found = names_called(type, name, false);
  if (found.empty() && type == EntityType::kPerson) {
    // "Mr Putin", "Foreign Minister Fidan": the title is no part of the name.
    const std::string key = normalize_name(type, name);
    const std::string_view bare = without_titles(key);
    if (bare.size() != key.size()) found = names_called(type, bare, false);
  }
  if (found.empty() && name.size() <= schema::kMaxTermBytes) {
    make_room(nobodies_);
    nobodies_.insert(std::move(asked));
  }
  return found;
}

std::vector<std::uint32_t> Vocabulary::entities_meant(EntityType type,
                                                      std::string_view name) const {
  const NameRegistry& registry = generation_.names();
  const EntityTable& table = generation_.entities();
  const std::string key = normalize_name(type, name);
  const NameMatcher matcher(type, name);
  const auto is_meant = [&](std::string_view other) {
    return has_all_words(other, key) || matcher.matches(other);
  };
  std::vector<std::uint32_t> meant;
  for (std::uint32_t number = 0; number < registry.size(); ++number) {
    const EntityEntry entry = table.entry(number);
    if (entry.shown_type == type && is_meant(registry.name(number).key)) {
      meant.push_back(entry.entity);
    }
  }
  for (const auto& [entity, shown] : table.shown_names()) {
    if (table.entry(entity).shown_type == type && is_meant(normalize_name(type, shown))) {
      meant.push_back(entity);
    }
  }
  return meant;
}

std::vector<std::uint32_t> Vocabulary::names_called(EntityType type, std::string_view name,
                                                    bool exact) const {
  const NameRegistry& registry = generation_.names();
  const EntityTable& table = generation_.entities();
  const std::string key = normalize_name(type, name);
  std::vector<std::uint32_t> entities;
  if (key.empty()) return entities;
  for (const EntityType recognised : {EntityType::kPerson, EntityType::kPlace, EntityType::kOrg}) {
    const auto number = registry.find(recognised, normalize_name(recognised, name));
    if (!number || table.entry(*number).shown_type != type) continue;
    if (exact) return {*number};
    entities.push_back(table.entry(*number).entity);
  }
  // Who is shown so, be it that another is called so too: a value of a facet means that one.
  for (const auto& [entity, shown] : table.shown_names()) {
    if (!exact && shown == name && table.entry(entity).shown_type == type)
      entities.push_back(entity);
  }
  const auto is_shown_so = [&](std::uint32_t entity) {
    return normalize_name(type, generation_.shown_name(entity)) == key;
  };
  if (entities.empty() && !exact) entities = entities_meant(type, name);
  if (std::ranges::any_of(entities, is_shown_so)) {
    std::erase_if(entities, [&](std::uint32_t entity) { return !is_shown_so(entity); });
  }
  std::ranges::sort(entities);
  entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
  return names_of(entities, type);
}

}  // namespace ksearch::query
