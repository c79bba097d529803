// For each entity of the matches a two-by-two table: documents that match or not, that name it or
// not. Dunning's log-likelihood ratio G2 ("Accurate Methods for the Statistics of Surprise and
// Coincidence", Computational Linguistics 19(1), 1993) says how surely the two go together, also
// where counts are small; lift says how much more often than anywhere.

#include "searcher/explore/related.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "common/entities/names.h"
#include "searcher/facets/name_counter.h"

namespace ksearch {
namespace {

/// What two documents have in common is chance as often as not.
constexpr std::uint64_t kLeastDocuments = 3;
/// Chance reaches this once in a thousand tables (chi-squared with one degree of freedom).
constexpr double kLeastSignificance = 10.83;

/// How many documents there are of each kind.
struct Counts {
  std::uint64_t both = 0;  ///< match and name the entity
  std::uint64_t matches = 0;
  std::uint64_t named = 0;
  std::uint64_t all = 0;
};

double lift(const Counts& counts) {
  return static_cast<double>(counts.both) * static_cast<double>(counts.all) /
         (static_cast<double>(counts.matches) * static_cast<double>(counts.named));
}

double log_likelihood_ratio(const Counts& counts) {
  const auto all = static_cast<double>(counts.all);
  const auto cell = [&](std::uint64_t observed, std::uint64_t row, std::uint64_t column) {
    if (observed == 0) return 0.0;
    const double expected = static_cast<double>(row) * static_cast<double>(column) / all;
    return static_cast<double>(observed) * std::log(static_cast<double>(observed) / expected);
  };
  const std::uint64_t others = counts.all - counts.matches;
  const std::uint64_t unnamed = counts.all - counts.named;
  return 2 * (cell(counts.both, counts.matches, counts.named) +
              cell(counts.matches - counts.both, counts.matches, unnamed) +
              cell(counts.named - counts.both, others, counts.named) +
              cell(others - (counts.named - counts.both), others, unnamed));
}

/// Tells which names are a query's own: those it filters by, those it spells out, and those shown
/// with one of its single words, which no document can have without matching.
class QueryNames {
 public:
  QueryNames(const highlight::MatchSpec& spec, Analyzer& analyzer) : analyzer_(analyzer) {
    for (const highlight::MatchUnit& unit : spec.units) {
      const bool single = unit.kind == highlight::UnitKind::kTerm;
      for (const auto& sequence : unit.sequences) {
        for (const highlight::TokenMatcher& matcher : sequence) {
          names_.insert(matcher.names.begin(), matcher.names.end());
          add(matcher, all_);
          if (single) add(matcher, single_);
        }
      }
    }
  }

  /// Whether the query filters by a name, or has all words of its normalised form.
  [[nodiscard]] bool spell_out(std::uint32_t number, std::string_view key) {
    return names_.contains(number) || holds_all(key);
  }
  /// Whether a single word of the query stands in a normalised name.
  [[nodiscard]] bool occur_in(std::string_view key) {
    return any_word(key, [&](std::string_view word) { return single_.has(word, analyzer_); });
  }

 private:
  struct Words {
    highlight::StringSet words;
    highlight::StringSet stems;
    [[nodiscard]] bool has(std::string_view word, Analyzer& analyzer) const {
      if (words.find(word) != words.end()) return true;
      return std::ranges::any_of(stems, [&](const std::string& stem) {
        const std::size_t colon = stem.find(':');
        return analyzer.stem(word, std::string_view(stem).substr(0, colon)) ==
               std::string_view(stem).substr(colon + 1);
      });
    }
  };

  static void add(const highlight::TokenMatcher& matcher, Words& words) {
    words.words.insert(matcher.words.begin(), matcher.words.end());
    words.stems.insert(matcher.stems.begin(), matcher.stems.end());
  }
  template <typename Predicate>
  static bool any_word(std::string_view key, Predicate&& predicate) {
    while (!key.empty()) {
      const std::string_view word = key.substr(0, key.find(' '));
      key.remove_prefix(std::min(word.size() + 1, key.size()));
      if (predicate(word)) return true;
    }
    return false;
  }
  bool holds_all(std::string_view key) {
    return !any_word(key, [&](std::string_view word) { return !all_.has(word, analyzer_); });
  }

  Analyzer& analyzer_;
  std::unordered_set<std::uint32_t> names_;
  Words all_;
  Words single_;
};

/// Entities among those given that are the query's own.
std::unordered_set<std::uint32_t> named_in_query(const Generation& generation, QueryNames& query,
                                                 const std::vector<std::uint32_t>& entities) {
  std::unordered_set<std::uint32_t> found;
  for (const std::uint32_t entity : entities) {
    if (query.occur_in(normalize_name(EntityType::kPerson, generation.shown_name(entity)))) {
      found.insert(entity);
    }
  }
  const std::unordered_set<std::uint32_t> wanted(entities.begin(), entities.end());
  const EntityTable& table = generation.entities();
  for (std::uint32_t number = 0; number < table.size(); ++number) {
    const std::uint32_t entity = table.entry(number).entity;
    if (wanted.contains(entity) && query.spell_out(number, generation.names().name(number).key)) {
      found.insert(entity);
    }
  }
  return found;
}

struct Candidate {
  std::uint32_t entity = 0;
  RelatedEntity related;
};

std::vector<Candidate> candidates(const std::vector<EntityCount>& entities,
                                  const EntityTotals& totals, std::uint64_t matches) {
  Counts counts;
  counts.matches = matches;
  counts.all = totals.all();
  std::vector<Candidate> found;
  for (const EntityCount& entity : entities) {
    counts.both = entity.count;
    counts.named = totals.count(entity.entity);
    if (counts.both < kLeastDocuments) continue;
    const double more_often = lift(counts);
    const double significance = log_likelihood_ratio(counts);
    if (more_often <= 1 || significance < kLeastSignificance) continue;
    RelatedEntity related{};
    related.count = counts.both;
    related.total = counts.named;
    related.lift = more_often;
    related.significance = significance;
    found.push_back({entity.entity, std::move(related)});
  }
  return found;
}

}  // namespace

std::vector<RelatedEntity> find_related(const Generation& generation, const EntityTotals& totals,
                                        Analyzer& analyzer, const FoundDocuments& found,
                                        std::size_t limit) {
  QueryNames query(found.spec, analyzer);
  NameCounter counter;
  counter.count(generation, found.matches, NameCounter::kFacetTypes);
  std::vector<RelatedEntity> result;
  for (const auto& [field, type] :
       {std::pair{Field::kPerson, EntityType::kPerson},
        std::pair{Field::kPlace, EntityType::kPlace}, std::pair{Field::kOrg, EntityType::kOrg}}) {
    std::vector<Candidate> standing_out =
        candidates(counter.of(type).entities, totals, found.matches.size());
    std::vector<std::uint32_t> entities;
    for (const Candidate& candidate : standing_out) entities.push_back(candidate.entity);
    const auto in_query = named_in_query(generation, query, entities);
    std::erase_if(standing_out,
                  [&](const Candidate& candidate) { return in_query.contains(candidate.entity); });
    std::ranges::stable_sort(standing_out, [](const Candidate& a, const Candidate& b) {
      const double more = a.related.significance - b.related.significance;
      return more != 0 ? more > 0 : a.entity < b.entity;
    });
    if (limit != 0 && standing_out.size() > limit) standing_out.resize(limit);
    for (Candidate& candidate : standing_out) {
      candidate.related.field = field;
      candidate.related.value = generation.shown_name(candidate.entity);
      result.push_back(std::move(candidate.related));
    }
  }
  return result;
}

}  // namespace ksearch
