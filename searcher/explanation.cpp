#include "searcher/explanation.h"

#include <algorithm>

#include "common/entities/entity_table.h"
#include "common/schema.h"
#include "searcher/hit_builder.h"
#include "searcher/proximity.h"

namespace ksearch {
namespace {

/// The weight a part gives a document; less than zero: the document does not match it.
double weight_in(const Xapian::Database& database, const Weighting& weighting,
                 const query::PlanNode& part, const std::string& id_term) {
  Xapian::Enquire enquire(database);
  enquire.set_query({Xapian::Query::OP_FILTER, query::to_xapian(part), Xapian::Query(id_term)});
  enquire.set_weighting_scheme(weighting.scheme());
  const Xapian::MSet matches = enquire.get_mset(0, 1);
  return matches.empty() ? -1 : matches.begin().get_weight();
}

void add_spelling(std::string spelling, std::vector<std::string>& spellings) {
  if (std::ranges::find(spellings, spelling) == spellings.end()) {
    spellings.push_back(std::move(spelling));
  }
}

/// The rules that made one entity of the names found, such as "romanisation".
std::string entity_rule(const Generation& generation, const highlight::MatchUnit& unit,
                        std::uint32_t document) {
  std::string rules;
  for (const std::uint32_t name : generation.names_of(document)) {
    if (!unit.sequences.front().front().names.contains(name)) continue;
    const Rule rule = static_cast<Rule>(generation.entities().entry(name).rule);
    if (rule == Rule::kOwnName) continue;
    const std::string_view text = to_string(rule);
    if (rules.find(text) != std::string::npos) continue;
    rules += (rules.empty() ? " by " : ", ") + std::string(text);
  }
  return rules;
}

/// What the words that stand close together add to a score.
MatchReason closeness(const Xapian::Database& database, const query::CompiledQuery& compiled,
                      const RankedDocument& ranked) {
  MatchReason reason{"proximity", {}, "close together", ranked.proximity / ranked.score};
  for (const query::CloseWord& word : compiled.close_words) {
    std::vector<query::CloseWord> others = compiled.close_words;
    std::erase_if(others, [&](const auto& other) { return other.term == word.term; });
    if (proximity(database, {&ranked.document, 1}, others).front() < ranked.proximity) {
      reason.matched.push_back(word.term);
    }
  }
  return reason;
}

}  // namespace

std::vector<MatchReason> explain(Generation& generation, const Weighting& weighting,
                                 Analyzer& analyzer, const query::CompiledQuery& compiled,
                                 const RankedDocument& ranked) {
  const std::uint32_t document = ranked.document;
  const double score = ranked.score;
  const StoredRecord record = generation.record(document);
  const std::string text = generation.text(document, record);
  const std::vector<StoredMention> mentions = generation.mentions(document);
  const std::string id = schema::id_term(record.document.id);
  const auto weight_of = [&](const query::PlanNode& part) {
    return weight_in(generation.database(), weighting, part, id);
  };
  std::vector<MatchReason> reasons;
  for (const query::QueryPart& part : compiled.parts) {
    double weight = weight_of(part.plan);
    if (weight < 0) continue;
    if (!part.counts_as.is_nothing()) {
      // Parts that are one term share its weight.
      const auto matching = std::ranges::count_if(compiled.parts, [&](const auto& other) {
        return other.text == part.text && !other.counts_as.is_nothing() &&
               weight_of(other.plan) >= 0;
      });
      weight = weight_of(part.counts_as) / static_cast<double>(matching);
    }
    MatchReason reason{part.text, {}, part.rule, score > 0 ? weight / score : 0};
    highlight::MatchSpec spec;
    spec.units.push_back(compiled.matches.units[part.unit]);
    if (spec.units.front().kind == highlight::UnitKind::kEntity) {
      reason.rule += entity_rule(generation, spec.units.front(), document);
    }
    highlight::Highlighter highlighter(spec, analyzer);
    const auto title = title_highlight_input(record.document, mentions);
    for (const Span span : highlighter.title_marks(title)) {
      add_spelling(record.document.title.substr(span.begin, span.size()), reason.matched);
    }
    for (const Span span : highlighter.marks(highlight_input(record.document, text, mentions))) {
      add_spelling(text.substr(span.begin, span.size()), reason.matched);
    }
    reasons.push_back(std::move(reason));
  }
  if (ranked.proximity > 0) reasons.push_back(closeness(generation.database(), compiled, ranked));
  if (ranked.recency > 0 && record.document.date) {
    reasons.push_back({"recency",
                       {format_date(*record.document.date)},
                       "date of the document",
                       ranked.recency / score});
  }
  return reasons;
}

}  // namespace ksearch
