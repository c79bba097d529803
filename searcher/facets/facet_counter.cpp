#include "searcher/facets/facet_counter.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "common/analysis/fold.h"
#include "common/entities/entity_table.h"
#include "common/entities/names.h"
#include "common/schema.h"

namespace ksearch {
namespace {

std::optional<EntityType> entity_type(Field field) {
  switch (field) {
    case Field::kPerson:
      return EntityType::kPerson;
    case Field::kPlace:
      return EntityType::kPlace;
    case Field::kOrg:
      return EntityType::kOrg;
    default:
      return std::nullopt;
  }
}

bool contains_words(std::string_view text, std::string_view words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (text.find(words.substr(0, end)) == std::string_view::npos) return false;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return true;
}

/// By count, then by value; `limit` of them, the number of others in `more`.
void rank_values(Facet& facet, std::size_t limit) {
  std::ranges::sort(facet.values, [](const FacetValue& a, const FacetValue& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  if (limit == 0 || facet.values.size() <= limit) return;
  facet.more = facet.values.size() - limit;
  facet.values.resize(limit);
}

/// Entities one of whose names holds all the words, live names and the shown one.
std::unordered_set<std::uint32_t> entities_called(const Generation& generation, EntityType type,
                                                  std::string_view words) {
  const std::string wanted = normalize_name(type, words);
  const EntityTable& table = generation.entities();
  std::unordered_set<std::uint32_t> found;
  for (std::uint32_t name = 0; name < table.size(); ++name) {
    const EntityEntry entry = table.entry(name);
    if (entry.shown_type != type || found.contains(entry.entity)) continue;
    const bool by_name = contains_words(generation.names().name(name).key, wanted) &&
                         generation.database().get_termfreq(schema::name_term(name)) > 0;
    if (by_name || (name == entry.entity &&
                    contains_words(normalize_name(type, generation.shown_name(name)), wanted))) {
      found.insert(entry.entity);
    }
  }
  return found;
}

/// The names found of some entities, by entity; the most frequent first.
std::unordered_map<std::uint32_t, std::vector<FacetVariant>> variants_of(
    const Generation& generation, const std::vector<EntityCount>& entities,
    const std::vector<NameCount>& names) {
  std::unordered_map<std::uint32_t, std::vector<FacetVariant>> variants;
  for (const EntityCount& entity : entities) variants.emplace(entity.entity, 0);
  const EntityTable& table = generation.entities();
  for (const auto& [number, count] : names) {
    const EntityEntry entry = table.entry(number);
    const auto wanted = variants.find(entry.entity);
    if (wanted == variants.end()) continue;
    const NameView name = generation.names().name(number);
    wanted->second.push_back({std::string(name.shown), count, std::string(to_string(name.type)),
                              std::string(to_string(static_cast<Rule>(entry.rule)))});
  }
  for (auto& [entity, found] : variants) {
    std::ranges::sort(found, [](const FacetVariant& a, const FacetVariant& b) {
      return a.count != b.count ? a.count > b.count
                                : std::tie(a.name, a.type) < std::tie(b.name, b.type);
    });
  }
  return variants;
}

/// Keeps the `limit` entities that come first by count, then by shown name. Names are read only of
/// those among which they decide.
void keep_first(const Generation& generation, std::vector<EntityCount>& entities,
                std::size_t limit) {
  const auto last = entities.begin() + static_cast<std::ptrdiff_t>(limit) - 1;
  std::ranges::nth_element(entities, last, std::greater{}, &EntityCount::count);
  const std::uint32_t least = last->count;
  const auto ties = std::partition(entities.begin(), entities.end(),
                                   [&](const EntityCount& entity) { return entity.count > least; });
  const auto end = std::partition(ties, entities.end(),
                                  [&](const EntityCount& entity) { return entity.count == least; });
  std::vector<std::pair<std::string_view, EntityCount>> named;
  for (auto tie = ties; tie != end; ++tie) {
    named.emplace_back(generation.shown_name(tie->entity), *tie);
  }
  const std::size_t kept = limit - static_cast<std::size_t>(ties - entities.begin());
  std::ranges::partial_sort(
      named, named.begin() + static_cast<std::ptrdiff_t>(kept), {},
      [](const auto& tie) { return std::pair(tie.first, tie.second.entity); });
  entities.resize(limit);
  std::ranges::transform(named.begin(), named.begin() + static_cast<std::ptrdiff_t>(kept),
                         entities.end() - static_cast<std::ptrdiff_t>(kept),
                         [](const auto& tie) { return tie.second; });
}

/// Of names that are counted.
Facet count_entities(const FacetSource& source, Field field, EntityType type,
                     const FacetOptions& options) {
  const Generation& generation = source.generation;
  Facet facet{field, {}, 0};
  const NameCounts& counts = source.names.of(type);
  std::vector<EntityCount> found = counts.entities;
  if (!options.contains.empty()) {
    const auto called = entities_called(generation, type, options.contains);
    std::erase_if(found,
                  [&](const EntityCount& entity) { return !called.contains(entity.entity); });
  }
  if (options.limit != 0 && found.size() > options.limit) {
    facet.more = found.size() - options.limit;
    keep_first(generation, found, options.limit);
  }
  auto variants = variants_of(generation, found, counts.names);
  for (const EntityCount& entity : found) {
    facet.values.push_back({std::string(generation.shown_name(entity.entity)), entity.count,
                            std::move(variants[entity.entity])});
  }
  rank_values(facet, 0);
  return facet;
}

char term_prefix(Field field) {
  switch (field) {
    case Field::kLanguage:
      return schema::kLanguagePrefix;
    case Field::kSource:
      return schema::kSourcePrefix;
    case Field::kAuthor:
      return schema::kAuthorPrefix;
    case Field::kType:
      return schema::kFileTypePrefix;
    default:
      return schema::kDatePrefix;
  }
}

Facet count_terms(const FacetSource& source, Field field, const FacetOptions& options) {
  // A value may be written in several ways; they share what stands before the separator.
  std::map<std::string, std::vector<std::string>> terms_of_value;
  const std::string prefix(1, term_prefix(field));
  const Xapian::Database& database = source.generation.database();
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    std::string text = *term;
    if (field == Field::kMonth && text.size() != 7) continue;
    const std::string value = text.substr(1, text.find(schema::kValueSeparator) - 1);
    terms_of_value[value].push_back(std::move(text));
  }
  Facet facet{field, {}, 0};
  const std::string wanted = fold(options.contains);
  UnitCounter of_value(source.matches);
  UnitCounter of_term(source.matches);
  for (const auto& [folded, terms] : terms_of_value) {
    if (!contains_words(folded, wanted)) continue;
    of_value.reset();
    FacetValue value;
    for (const std::string& term : terms) {
      of_term.reset();
      for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term);
           ++posting) {
        if (of_term.add(*posting)) of_value.add(*posting);
      }
      if (of_term.count() == 0) continue;
      const std::size_t separator = term.find(schema::kValueSeparator);
      std::string shown = separator == std::string::npos ? folded : term.substr(separator + 1);
      if (field == Field::kMonth) shown.insert(4, 1, '-');
      value.variants.push_back(
          {std::move(shown), of_term.count(), {}, std::string(to_string(Rule::kSameName))});
    }
    value.count = of_value.count();
    if (value.count == 0) continue;
    std::ranges::stable_sort(value.variants, std::greater{}, &FacetVariant::count);
    value.value = value.variants.front().name;
    value.variants.front().rule = to_string(Rule::kOwnName);
    facet.values.push_back(std::move(value));
  }
  rank_values(facet, options.limit);
  return facet;
}

}  // namespace

std::vector<Facet> count_facets(const FacetSource& source, std::span<const Field> fields,
                                const FacetOptions& options) {
  std::vector<EntityType> types;
  for (const Field field : fields) {
    if (const auto type = entity_type(field)) types.push_back(*type);
  }
  if (!types.empty()) source.names.count(source.generation, source.matches, types);
  std::vector<Facet> facets;
  for (const Field field : fields) {
    const auto type = entity_type(field);
    facets.push_back(type ? count_entities(source, field, *type, options)
                          : count_terms(source, field, options));
  }
  return facets;
}

}  // namespace ksearch
