// Which entity a word means.
//
// Candidates are the entities of the word as a whole name, of each type, and those for which the
// tables of known names have the word. An index of some size has a lone surname as a name of its
// own, which derive_entities() gave to the entity that owns it; where a word is rare, the names
// that end with it in its few documents are looked at instead. A word in another script that no
// document has may be a spelling of one person's surname; that takes a pass over all names, so
// other unknown words do without. A candidate is what the word means when at least half of the
// documents with the word have it in a name of that entity: the rest of them may have missed
// mentions, but "may" and "Bush" fail.

#include "searcher/query/name_word.h"

#include <algorithm>

#include "common/entities/known_names.h"
#include "common/entities/name_keys.h"
#include "common/entities/names.h"
#include "common/schema.h"

namespace ksearch::query {
namespace {

/// So few documents that looking at the names of each costs next to nothing.
constexpr std::uint32_t kFewDocuments = 8;

std::string_view last_word(std::string_view key) { return key.substr(key.rfind(' ') + 1); }

/// Whether `word` is one of the words, between spaces, of a normalised name.
bool has_word(std::string_view key, std::string_view word) {
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(' '), key.size());
    if (key.substr(0, end) == word) return true;
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return false;
}

std::vector<std::uint32_t> candidates(const Vocabulary& vocabulary, std::string_view word,
                                      std::string_view key) {
  const Generation& generation = vocabulary.generation();
  std::vector<std::uint32_t> entities;
  const auto add_entity_of = [&](std::uint32_t number) {
    const EntityEntry entry = generation.entities().entry(number);
    if (entry.hidden == 0) entities.push_back(entry.entity);
  };
  const auto add = [&](EntityType type, std::string_view name) {
    if (const auto number = generation.names().find(type, name)) add_entity_of(*number);
  };
  for (const EntityType type : {EntityType::kPerson, EntityType::kPlace, EntityType::kOrg}) {
    add(type, key);
    const std::string_view curated = curated_name(type, find_known_inflected(key));
    if (!curated.empty()) add(type, normalize_name(type, curated));
  }
  const auto keep_distinct = [&] {
    std::ranges::sort(entities);
    entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
  };
  keep_distinct();
  if (!entities.empty()) return entities;
  const std::uint32_t documents = vocabulary.frequency(std::string(word));
  if (documents > 0 && documents <= kFewDocuments) {
    const Xapian::Database& database = generation.database();
    const std::string text(word);
    for (auto at = database.postlist_begin(text); at != database.postlist_end(text); ++at) {
      for (const std::uint32_t number : generation.names_of(*at)) {
        if (last_word(generation.names().name(number).key) == key) add_entity_of(number);
      }
    }
    keep_distinct();
  } else if (documents == 0 && !is_latin_name(word)) {
    for (const std::uint32_t number : vocabulary.names(EntityType::kPerson, word, false)) {
      add_entity_of(number);
    }
    keep_distinct();
    if (entities.size() > 1) entities.clear();
  }
  return entities;
}

std::string rarest_word(const Vocabulary& vocabulary, std::string_view key) {
  std::string rarest;
  std::uint32_t least = 0;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(' '), key.size());
    std::string word(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
    const std::uint32_t count = vocabulary.frequency(word);
    if (count == 0 || (least > 0 && count >= least)) continue;
    least = count;
    rarest = std::move(word);
  }
  return rarest;
}

}  // namespace

std::vector<OtherName> find_other_names(const Vocabulary& vocabulary, std::string_view word) {
  const Generation& generation = vocabulary.generation();
  const std::uint64_t documents = vocabulary.frequency(std::string(word));
  std::vector<OtherName> found;
  bool is_clear = false;
  const std::string key = normalize_name(EntityType::kPerson, word);
  if (key.empty()) return found;
  for (const std::uint32_t entity : candidates(vocabulary, word, key)) {
    std::uint64_t with_word = 0;
    std::vector<OtherName> others;
    for (const std::uint32_t number : generation.entities().names_of(entity)) {
      const std::uint32_t count = vocabulary.frequency(schema::name_term(number));
      if (count == 0) continue;
      const NameView name = generation.names().name(number);
      if (has_word(name.key, key)) {
        with_word += count;
      } else {
        others.push_back({number, rarest_word(vocabulary, name.key)});
      }
    }
    const bool is_known = with_word > 0 || !others.empty();
    if (!is_known || 2 * with_word < documents) continue;
    if (is_clear) return {};
    is_clear = true;
    found = std::move(others);
  }
  return found;
}

}  // namespace ksearch::query
