// How fields, names of entities and filters become plans.

#include <fmt/format.h>

#include <algorithm>

#include "common/analysis/fold.h"
#include "common/dates.h"
#include "searcher/query/compiler_impl.h"
#include "searcher/query/date_plan.h"
#include "searcher/query/spelling.h"

namespace ksearch::query {
namespace {

using highlight::TokenMatcher;
using highlight::UnitKind;

/// Entities that a warning of an ambiguous name lists.
constexpr std::size_t kMaxCandidates = 5;

}  // namespace

PlanNode Compiler::Impl::field(const Node& node, bool marks) {
  switch (node.field) {
    case QueryField::kTitle:
      return this->node(node.children.front(), Scope::kTitle, marks);
    case QueryField::kPerson:
      return entity(EntityType::kPerson, node.text, node.span, marks);
    case QueryField::kPlace:
      return entity(EntityType::kPlace, node.text, node.span, marks);
    case QueryField::kOrg:
      return entity(EntityType::kOrg, node.text, node.span, marks);
    case QueryField::kSource:
      return values(schema::kSourcePrefix, node.text);
    case QueryField::kAuthor:
      return values(schema::kAuthorPrefix, node.text);
    case QueryField::kLanguage:
      return filter(Field::kLanguage, node.text, false);
    case QueryField::kType:
      return filter(Field::kType, node.text, false);
    case QueryField::kPath:
      return path(node.text);
    case QueryField::kDate:
      return dated(vocabulary_, node.dates);
  }
  return nothing();
}

/// Names the entities that a name could mean, where there are several: all of them are looked
/// for.
void Compiler::Impl::warn_of_namesakes(const std::string& name,
                                       const std::vector<std::uint32_t>& numbers, Span span) {
  const Generation& generation = vocabulary_.generation();
  std::map<std::uint32_t, std::uint64_t> documents;
  for (const std::uint32_t number : numbers) {
    const std::uint32_t count = vocabulary_.frequency(schema::name_term(number));
    if (count > 0) documents[generation.entities().entry(number).entity] += count;
  }
  if (documents.size() < 2) return;
  std::vector<std::pair<std::uint64_t, std::string>> candidates;
  for (const auto& [entity, count] : documents) {
    candidates.emplace_back(count, generation.shown_name(entity));
  }
  std::ranges::sort(candidates, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::string list;
  const std::size_t shown = std::min(candidates.size(), kMaxCandidates);
  for (std::size_t i = 0; i < shown; ++i) {
    list += (i == 0 ? "" : ", ") + candidates[i].second;
  }
  if (candidates.size() > shown) list += fmt::format(" and {} more", candidates.size() - shown);
  compiled_.warnings.push_back(
      {fmt::format("'{}' may be {}; all are looked for", name, list), span});
}

PlanNode Compiler::Impl::entity(EntityType type, const std::string& name, Span span, bool marks) {
  const std::vector<std::uint32_t> numbers = vocabulary_.names(type, name, options_.exact);
  std::vector<PlanNode> terms;
  TokenMatcher matcher;
  for (const std::uint32_t number : numbers) {
    std::string text = schema::name_term(number);
    matcher.names.insert(number);
    if (vocabulary_.frequency(text) > 0) terms.push_back(term(std::move(text)));
  }
  if (terms.empty()) {
    compiled_.has_unknown_word = true;
    std::string message = fmt::format("no {} in this index is called '{}'", to_string(type), name);
    if (const auto likelier = near_name(vocabulary_, type, name)) {
      message += fmt::format("; did you mean '{}'?", *likelier);
    }
    compiled_.warnings.push_back({std::move(message), span});
  }
  warn_of_namesakes(name, numbers, span);
  PlanNode plan = synonym_of(std::move(terms));
  if (marks) {
    std::string text(to_string(type));
    text += ":\"" + name + '"';
    mark(UnitKind::kEntity, {{std::move(matcher)}}, {text, "name of the same entity"}, plan);
  }
  return plan;
}

PlanNode Compiler::Impl::path(const std::string& value) {
  std::vector<PlanNode> parts;
  std::string_view rest = value;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string part = fold(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (part.empty()) continue;
    parts.push_back(term(schema::bounded_term(schema::kPathPartPrefix, part)));
  }
  return phrase_of(std::move(parts));
}

PlanNode Compiler::Impl::values(char prefix, const std::string& value) {
  return any_of(terms_of(vocabulary_.terms(schema::value_term_prefix(prefix, value)), ""));
}

/// A code that no document has is often a slip, such as a name of the language.
PlanNode Compiler::Impl::language(const std::string& code) {
  std::string text = schema::bounded_term(schema::kLanguagePrefix, fold(code));
  if (vocabulary_.frequency(text) > 0) return term(std::move(text));
  std::string codes;
  for (const std::string& known : vocabulary_.terms(std::string(1, schema::kLanguagePrefix))) {
    codes += (codes.empty() ? "" : ", ") + known.substr(1);
  }
  std::string message = fmt::format("no document of this index is in the language '{}'", code);
  if (!codes.empty()) message += "; there are " + codes;
  compiled_.warnings.push_back({std::move(message), {}});
  return nothing();
}

PlanNode Compiler::Impl::filter(Field field, const std::string& value, bool marks) {
  switch (field) {
    case Field::kPerson:
      return entity(EntityType::kPerson, value, {}, marks);
    case Field::kPlace:
      return entity(EntityType::kPlace, value, {}, marks);
    case Field::kOrg:
      return entity(EntityType::kOrg, value, {}, marks);
    case Field::kLanguage:
      return language(value);
    case Field::kType: {
      std::string text = schema::bounded_term(schema::kFileTypePrefix, fold(value));
      return vocabulary_.frequency(text) > 0 ? term(std::move(text)) : nothing();
    }
    case Field::kSource:
      return values(schema::kSourcePrefix, value);
    case Field::kAuthor:
      return values(schema::kAuthorPrefix, value);
    case Field::kMonth: {
      const auto unit = parse_date_unit(value, options_.today);
      if (!unit) {
        throw Error(ErrorCode::kInvalidArgument, no_date(value));
      }
      return dated(vocabulary_, {unit->first, unit->last});
    }
  }
  return nothing();
}

}  // namespace ksearch::query
