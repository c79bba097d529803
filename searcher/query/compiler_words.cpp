// How words, and phrases and patterns of them, become plans and marks.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "common/analysis/fold.h"
#include "searcher/query/compiler_impl.h"
#include "searcher/query/near_plan.h"
#include "searcher/query/phrase_forms.h"
#include "searcher/query/printer.h"

namespace ksearch::query {
namespace {

using highlight::MatchUnit;
using highlight::TokenMatcher;
using highlight::UnitKind;

/// Weight of another name of the entity that a word means, beside the word. IneB2's weights of one
/// term differ by less than ten times in documents of usual length, so the word itself is first.
constexpr double kOtherNameScale = 0.1;
constexpr std::size_t kMaxExpansions = 100;

}  // namespace

PlanNode Compiler::Impl::stems(const std::vector<std::string>& keys, Scope scope,
                               TokenMatcher& matcher) {
  std::vector<PlanNode> terms;
  for (const std::string& key : keys) {
    matcher.stems.insert(key);
    std::string text = stem_prefix(scope) + key;
    if (scope == Scope::kText || vocabulary_.frequency(text) > 0) {
      terms.push_back(term(std::move(text)));
    }
  }
  return synonym_of(std::move(terms));
}

PlanNode Compiler::Impl::word(const Node& node, Scope scope, bool marks) {
  TokenList tokens;
  analyzer_.analyze(node.text, tokens);
  const Written written{tokens.tokens()};
  std::vector<PlanNode> found;
  std::vector<PlanNode> in_title;
  TokenMatcher matcher;
  const Token* joined = written.find(TokenKind::kJoined);
  const Token* compound = written.find(TokenKind::kCompound);
  // "ceasefire" is a word of its own, more frequent than "cease-fire", so the parts say nothing;
  // "boundarylayer" is not, and a text on "the boundary layer" is meant as well.
  const bool parts_matter = joined == nullptr || compound == nullptr ||
                            vocabulary_.frequency(std::string(joined->word)) <=
                                vocabulary_.frequency(std::string(compound->word));
  for (const Token& token : written.tokens) {
    if (token.kind == TokenKind::kCompound) continue;
    if (token.kind == TokenKind::kPart && !parts_matter) continue;
    const std::vector<std::string> keys = vocabulary_.stems(token.folded);
    found.push_back(stems(keys, scope, matcher));
    if (scope == Scope::kText && ranked_) {
      TokenMatcher ignored;
      in_title.push_back(stems(keys, Scope::kTitle, ignored));
    }
  }
  PlanNode plan = any_of(std::move(found));
  const bool has_unknown_word = compiled_.has_unknown_word || plan.is_nothing();
  PlanNode same_stem = plan;
  if (!parts_matter) {
    plan = any_of({std::move(plan), phrase(node, scope, marks)});
  } else if (compound != nullptr && joined == nullptr) {
    // reuters.com, 2025-05-16: the parts only in this order, where that occurs at all.
    PlanNode whole = phrase(node, scope, marks);
    if (!whole.is_nothing()) {
      compiled_.has_unknown_word = has_unknown_word;
      return whole;
    }
  }
  // What is known by its stems is known, whether or not its parts stand side by side.
  compiled_.has_unknown_word = has_unknown_word;
  if (marks) {
    mark(UnitKind::kTerm, {{std::move(matcher)}}, {to_string(node), "same stem", scope}, plan);
    // Without the phrase of a compound, which is a part of its own.
    compiled_.parts.back().plan =
        and_maybe(std::move(same_stem), scaled(any_of(in_title), kTitleScale));
  }
  std::ranges::move(in_title, std::back_inserter(title_bonus_));
  return plan;
}

/// A word, and below it the documents that only have other names of the entity it means.
PlanNode Compiler::Impl::with_other_names(const Node& node, PlanNode own, bool marks) {
  if (is_long_text_) return own;
  TokenList tokens;
  analyzer_.analyze(node.text, tokens);
  if (tokens.size() != 1) return own;
  TokenMatcher matcher;
  std::vector<PlanNode> names;
  std::set<std::string> words;
  for (const OtherName& name : vocabulary_.other_names(tokens.begin()->word)) {
    matcher.names.insert(name.number);
    names.push_back(term(schema::name_term(name.number)));
    if (!name.word.empty()) words.insert(name.word);
  }
  if (names.empty()) return own;
  // Terms of names have no weight.
  PlanNode others =
      and_maybe(any_of(std::move(names)), synonym_of(terms_of({words.begin(), words.end()}, "")));
  if (!own.is_nothing()) others = scaled(without(std::move(others), own), kOtherNameScale);
  if (marks) {
    mark(UnitKind::kEntity, {{std::move(matcher)}}, {to_string(node), "name of the same entity"},
         others);
  }
  return any_of({std::move(own), std::move(others)});
}

/// A word or a phrase, with what it stands for, as one term.
PlanNode Compiler::Impl::with_synonyms(const Node& node, Scope scope, bool marks) {
  const std::size_t first_part = compiled_.parts.size();
  const std::size_t first_title = title_bonus_.size();
  const auto plan_of = [&](const Node& form, bool is_phrase) {
    return is_phrase ? phrase(form, scope, marks) : word(form, scope, marks);
  };
  PlanNode own = plan_of(node, node.kind == NodeKind::kPhrase);
  if (options_.synonyms == nullptr || options_.exact) return own;
  const std::vector<std::string> entries = options_.synonyms->of(node.text);
  if (entries.empty()) return own;
  const std::size_t own_end = compiled_.parts.size();
  const bool has_unknown_word = compiled_.has_unknown_word;
  std::vector<PlanNode> forms;
  forms.push_back(std::move(own));
  for (const std::string& entry : entries) {
    Node other = node;
    other.text = entry;
    forms.push_back(plan_of(other, entry.find_first_of(" \t") != std::string::npos));
  }
  // The user has said what the word means; whether each of its forms is known says nothing.
  compiled_.has_unknown_word = has_unknown_word;
  PlanNode whole = synonym_of(std::move(forms));
  const std::vector<PlanNode> in_title(
      title_bonus_.begin() + static_cast<std::ptrdiff_t>(first_title), title_bonus_.end());
  const PlanNode weighed = and_maybe(whole, scaled(any_of(in_title), kTitleScale));
  const std::string text = to_string(node);
  for (std::size_t i = first_part; i < compiled_.parts.size(); ++i) {
    QueryPart& part = compiled_.parts[i];
    part.counts_as = weighed;
    if (i < own_end) continue;
    part.text = text;
    part.rule = "synonym";
  }
  return whole;
}

PlanNode Compiler::Impl::exact_word(const Node& node, Scope scope, bool marks) {
  TokenList tokens;
  analyzer_.analyze(node.text, tokens);
  if (tokens.size() > 1) return phrase(node, scope, marks);
  if (tokens.empty()) return nothing();
  const std::string text = word_term(scope, tokens.begin()->word);
  PlanNode plan = vocabulary_.frequency(text) > 0 ? term(text) : nothing();
  compiled_.has_unknown_word |= plan.is_nothing();
  if (marks) {
    TokenMatcher matcher;
    matcher.words.emplace(tokens.begin()->word);
    mark(UnitKind::kTerm, {{std::move(matcher)}}, {to_string(node), "same word", scope}, plan);
  }
  return plan;
}

PlanNode Compiler::Impl::prefix(const Node& node, Scope scope, bool marks) {
  const std::string start = word_term(scope, fold(node.text));
  PlanNode plan = expanded(node, vocabulary_.words(start, kMaxExpansions + 1));
  if (marks) {
    TokenMatcher matcher;
    matcher.prefixes.push_back(fold(node.text));
    mark(UnitKind::kTerm, {{std::move(matcher)}}, {to_string(node), "same beginning", scope}, plan);
  }
  return plan;
}

PlanNode Compiler::Impl::pattern(const Node& node, Scope scope, bool marks) {
  const std::string kind = word_term(scope, {});
  const std::vector<std::string> found =
      vocabulary_.words_like(node.text, kMaxExpansions + 1, kind);
  PlanNode plan = expanded(node, found);
  if (marks) {
    TokenMatcher matcher;
    for (const std::string& text : found) matcher.words.insert(text.substr(kind.size()));
    mark(UnitKind::kTerm, {{std::move(matcher)}}, {to_string(node), "same pattern", scope}, plan);
  }
  return plan;
}

PlanNode Compiler::Impl::expanded(const Node& node, const std::vector<std::string>& found) {
  if (found.size() > kMaxExpansions) {
    throw QueryError(fmt::format("'{}' stands for more than {} words of this index; write more "
                                 "letters before the *",
                                 to_string(node), kMaxExpansions),
                     node.span);
  }
  return synonym_of(terms_of(found, ""));
}

PlanNode Compiler::Impl::fuzzy(const Node& node, Scope scope, bool marks) {
  std::vector<std::string> terms;
  TokenMatcher matcher;
  bool is_cut = false;
  for (const NearWord& near : vocabulary_.words_near(fold(node.text), node.distance)) {
    std::string text = word_term(scope, near.word);
    if (scope == Scope::kTitle && vocabulary_.frequency(text) == 0) continue;
    is_cut = terms.size() == kMaxExpansions;
    if (is_cut) break;
    matcher.words.insert(near.word);
    terms.push_back(std::move(text));
  }
  if (is_cut) {
    compiled_.warnings.push_back(
        {fmt::format("'{}' stands for more than {} words of this index; the nearest of them were "
                     "used, and of equally near ones the most frequent",
                     to_string(node), kMaxExpansions),
         node.span});
  }
  PlanNode plan = synonym_of(terms_of(terms, ""));
  if (marks) {
    const char* const rule = node.distance == 1 ? "at most 1 edit" : "at most 2 edits";
    mark(UnitKind::kTerm, {{std::move(matcher)}}, {to_string(node), rule, scope}, plan);
  }
  return plan;
}

PlanNode Compiler::Impl::phrase(const Node& node, Scope scope, bool marks) {
  TokenList tokens;
  analyzer_.analyze(node.text, tokens);
  const std::vector<std::vector<std::string>> forms = phrase_forms(
      tokens,
      [&](const std::string& text) { return vocabulary_.frequency(word_term(scope, text)) > 0; });
  compiled_.has_unknown_word |= forms.empty();
  std::vector<PlanNode> plans;
  std::vector<std::vector<TokenMatcher>> sequences;
  for (const std::vector<std::string>& form : forms) {
    std::vector<PlanNode> words;
    std::vector<TokenMatcher>& sequence = sequences.emplace_back();
    for (const std::string& text : form) {
      words.push_back(term(word_term(scope, text)));
      sequence.emplace_back().words.insert(text);
    }
    plans.push_back(phrase_of(std::move(words)));
  }
  PlanNode plan = any_of(std::move(plans));
  if (marks && !sequences.empty()) {
    mark(UnitKind::kPhrase, std::move(sequences), {to_string(node), "same phrase", scope}, plan);
  }
  return plan;
}

PlanNode Compiler::Impl::near(const Node& node, bool marks) {
  NearPlan near = near_plan(node, vocabulary_, analyzer_, options_.exact);
  if (marks) {
    mark(UnitKind::kNear, {std::move(near.sequence)}, {to_string(node), "near each other"},
         near.plan, near.window);
  }
  return std::move(near.plan);
}

}  // namespace ksearch::query
