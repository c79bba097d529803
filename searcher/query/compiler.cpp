// Compiling a syntax tree.
//
// A word becomes the synonyms of its stems in the languages of the index. Words side by side are
// ORed without their stop words; stems of the title add to the rank at kTitleScale. A phrase is
// ORed over the ways it can be written with hyphens. A word that is the name of one entity finds
// its other names too, at kOtherNameScale. A name becomes the numbers of all names of its entity; a
// date range the fewest year, month and day terms that cover it. Beside the plan grows the list of
// what to mark, from the same terms, so that what matched is what is marked.

#include "searcher/query/compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "common/analysis/fold.h"
#include "common/analysis/stop_words.h"
#include "common/dates.h"
#include "common/schema.h"
#include "searcher/facets/facet_counter.h"
#include "searcher/query/date_plan.h"
#include "searcher/query/name_word.h"
#include "searcher/query/near_plan.h"
#include "searcher/query/phrase_forms.h"
#include "searcher/query/printer.h"
#include "searcher/query/spelling.h"

namespace ksearch::query {
namespace {

using highlight::MatchUnit;
using highlight::TokenMatcher;
using highlight::UnitKind;

/// Weight of a match in the title beside the same match in the text. From 0.1 to 0.25 helped on
/// five of five collections with titles, 0.5 and more hurt (leave-one-out over nine collections).
constexpr double kTitleScale = 0.25;
/// Weight of another name of the entity that a word means, beside the word. IneB2's weights of one
/// term differ by less than ten times in documents of usual length, so the word itself is first.
constexpr double kOtherNameScale = 0.1;
constexpr std::size_t kMaxExpansions = 100;
/// Entities that a warning of an ambiguous name lists.
constexpr std::size_t kMaxCandidates = 5;
/// Free text beyond this keeps its rarest terms.
constexpr std::size_t kMaxTextTerms = 256;
/// So many documents may have their positions compared for phrases and NEARs, or as many as
/// kMaxPasses phrases need whose words are in every document: some 0.6 us each
/// (docs/performance.md).
constexpr std::uint64_t kMaxCompared = 500'000;
constexpr std::uint64_t kMaxPasses = 4;
/// A word that a query has n times weighs n to this power (docs/ranking.md).
constexpr double kRepeatPower = 0.75;

/// Where the words of a subtree count.
enum class Scope : std::uint8_t { kText, kTitle };

std::vector<PlanNode> terms_of(const std::vector<std::string>& values, std::string_view prefix) {
  std::vector<PlanNode> nodes;
  nodes.reserve(values.size());
  for (const std::string& value : values) nodes.push_back(term(std::string(prefix) + value));
  return nodes;
}

/// The terms of a plan that is nothing but the stems of one word; else empty.
std::string stems_of(const PlanNode& plan) {
  if (plan.kind == PlanKind::kTerm) return plan.term;
  std::string stems;
  if (plan.kind != PlanKind::kSynonym) return stems;
  for (const PlanNode& child : plan.children) {
    if (child.kind != PlanKind::kTerm) return {};
    stems.append(child.term).push_back('\0');
  }
  return stems;
}

}  // namespace

class Compiler::Impl {
 public:
  Impl(const Vocabulary& vocabulary, Analyzer& analyzer, CompileOptions options)
      : vocabulary_(vocabulary), analyzer_(analyzer), options_(std::move(options)) {}

  CompiledQuery compile(const Node& root, const Filters& filters);

 private:
  /// A word or the parts of a compound, as the analyzer sees what was written.
  struct Written {
    std::vector<Token> tokens;
    [[nodiscard]] const Token* find(TokenKind kind) const {
      const auto found = std::ranges::find(tokens, kind, &Token::kind);
      return found == tokens.end() ? nullptr : &*found;
    }
  };

  /// One of the words side by side.
  struct Wanted {
    PlanNode plan;
    double count = 1;  ///< how often the query has it
    /// What it left beside the plan: ranges of parts and of title_bonus_.
    std::size_t parts_begin = 0;
    std::size_t parts_end = 0;
    std::size_t titles_begin = 0;
    std::size_t titles_end = 0;
  };
  /// Words side by side, each stem once.
  struct WantedWords {
    std::vector<Wanted> all;
    std::map<std::string, std::size_t> by_text;
    std::map<std::string, std::size_t> by_stems;
  };

  PlanNode node(const Node& node, Scope scope, bool marks);
  void add_close_word(const Node& node);
  void keep_close_words();
  void add_wanted(const Node& node, Scope scope, bool marks, WantedWords& words);
  void weigh_repeated(const Wanted& word);
  PlanNode clauses(const Node& node, Scope scope, bool marks);
  PlanNode word(const Node& node, Scope scope, bool marks);
  PlanNode with_other_names(const Node& node, PlanNode own, bool marks);
  PlanNode with_synonyms(const Node& node, Scope scope, bool marks);
  PlanNode stems(const std::vector<std::string>& keys, Scope scope, TokenMatcher& matcher);
  PlanNode exact_word(const Node& node, Scope scope, bool marks);
  PlanNode prefix(const Node& node, Scope scope, bool marks);
  PlanNode pattern(const Node& node, Scope scope, bool marks);
  PlanNode fuzzy(const Node& node, Scope scope, bool marks);
  /// The words that a prefix or a pattern stands for; refuses too many.
  static PlanNode expanded(const Node& node, const std::vector<std::string>& found);
  PlanNode phrase(const Node& node, Scope scope, bool marks);
  PlanNode near(const Node& node, bool marks);
  PlanNode field(const Node& node, bool marks);
  PlanNode entity(EntityType type, const std::string& name, Span span, bool marks);
  void warn_of_namesakes(const std::string& name, const std::vector<std::uint32_t>& numbers,
                         Span span);
  PlanNode path(const std::string& value);
  PlanNode values(char prefix, const std::string& value);
  PlanNode filter(Field field, const std::string& value, bool marks);
  std::vector<bool> stop_words(const Node& node);
  void keep_rarest(std::vector<Wanted>& words, Span span);

  /// Where a unit comes from.
  struct Origin {
    std::string text;
    std::string rule;
    Scope scope = Scope::kText;
  };
  void mark(UnitKind kind, std::vector<std::vector<TokenMatcher>> sequences, Origin origin,
            const PlanNode& plan, unsigned window = 0);
  double weight_of(const PlanNode& node) const;
  void check_positions(const Node& root) const;
  /// Documents whose positions the phrases and NEARs of a plan have to compare, at most.
  std::uint64_t compared(const PlanNode& plan) const;
  [[nodiscard]] char stem_prefix(Scope scope) const {
    return scope == Scope::kTitle ? schema::kTitleStemPrefix : schema::kStemPrefix;
  }
  [[nodiscard]] std::string word_term(Scope scope, std::string_view word) const {
    std::string text(word);
    if (scope == Scope::kTitle) text.insert(text.begin(), schema::kTitleWordPrefix);
    return text;
  }

  const Vocabulary& vocabulary_;
  Analyzer& analyzer_;
  CompileOptions options_;
  CompiledQuery compiled_;
  std::vector<PlanNode> title_bonus_;
  bool ranked_ = true;
  bool is_long_text_ = false;  ///< its words are looked up as they are
};

CompiledQuery Compiler::Impl::compile(const Node& root, const Filters& filters) {
  PlanNode plan = node(root, Scope::kText, true);
  keep_close_words();
  plan = and_maybe(std::move(plan), scaled(any_of(std::move(title_bonus_)), kTitleScale));
  ranked_ = false;
  for (const auto& [name, value] : filters.with) {
    plan = filtered(std::move(plan), filter(name, value, true));
  }
  for (const auto& [name, value] : filters.without) {
    plan = without(std::move(plan), filter(name, value, false));
  }
  DateRange range;
  const auto boundary = [&](const std::string& text, std::string_view option) {
    const auto unit = parse_date_unit(text, options_.today);
    if (!unit) {
      throw Error(ErrorCode::kInvalidArgument, fmt::format("--{}: {}", option, no_date(text)));
    }
    return *unit;
  };
  if (!filters.since.empty()) range.since = boundary(filters.since, "since").first;
  if (!filters.until.empty()) range.until = boundary(filters.until, "until").last;
  if (range.since || range.until) plan = filtered(std::move(plan), dated(vocabulary_, range));
  compiled_.plan = std::move(plan);
  check_positions(root);
  return std::move(compiled_);
}

std::uint64_t Compiler::Impl::compared(const PlanNode& plan) const {
  std::uint64_t sum = 0;
  std::uint32_t least = vocabulary_.document_count();
  for (const PlanNode& child : plan.children) {
    sum += compared(child);
    if (child.kind == PlanKind::kTerm) least = std::min(least, vocabulary_.frequency(child.term));
  }
  const bool has_positions = plan.kind == PlanKind::kPhrase || plan.kind == PlanKind::kNear;
  return has_positions ? least : sum;
}

void Compiler::Impl::check_positions(const Node& root) const {
  const std::uint64_t most =
      std::max(kMaxCompared, kMaxPasses * std::uint64_t{vocabulary_.document_count()});
  if (compared(compiled_.plan) <= most) return;
  throw QueryError(
      "the phrases and NEARs of the query have too many words that are everywhere; "
      "use fewer or rarer ones",
      root.span);
}

PlanNode Compiler::Impl::node(const Node& node, Scope scope, bool marks) {
  const auto children = [&] {
    std::vector<PlanNode> nodes;
    for (const Node& child : node.children) nodes.push_back(this->node(child, scope, marks));
    return nodes;
  };
  switch (node.kind) {
    case NodeKind::kAll:
      return all();
    case NodeKind::kWord:
      if (marks && scope == Scope::kText) add_close_word(node);
      if (options_.exact) return exact_word(node, scope, marks);
      if (scope == Scope::kTitle) return with_synonyms(node, scope, marks);
      return with_other_names(node, with_synonyms(node, scope, marks), marks);
    case NodeKind::kExact:
      if (marks && scope == Scope::kText) add_close_word(node);
      return exact_word(node, scope, marks);
    case NodeKind::kPhrase:
      return with_synonyms(node, scope, marks);
    case NodeKind::kPrefix:
      return prefix(node, scope, marks);
    case NodeKind::kPattern:
      return pattern(node, scope, marks);
    case NodeKind::kFuzzy:
      return fuzzy(node, scope, marks);
    case NodeKind::kType:
      return term(schema::kEntityTypePrefix + node.text);
    case NodeKind::kField:
      return field(node, marks);
    case NodeKind::kDate:
      return dated(vocabulary_, node.dates);
    case NodeKind::kNear:
      return near(node, marks);
    case NodeKind::kAnd:
      return all_of(children());
    case NodeKind::kOr:
      return any_of(children());
    case NodeKind::kNot:
      return without(all(), this->node(node.children.front(), scope, false));
    case NodeKind::kClauses:
      return clauses(node, scope, marks);
  }
  return nothing();
}

/// As written and not its other forms: to know these would mean to walk the vocabulary, and it
/// gains no more (docs/ranking.md).
void Compiler::Impl::add_close_word(const Node& node) {
  if (!ranked_ || is_long_text_) return;
  TokenList tokens;
  analyzer_.analyze(node.text, tokens);
  const double documents = vocabulary_.document_count();
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kPart) continue;
    std::string word(token.word);
    const double frequency = vocabulary_.frequency(word);
    if (frequency == 0) continue;
    compiled_.close_words.push_back(
        {std::move(word), std::log2((documents + 1) / (frequency + 0.5))});
  }
}

void Compiler::Impl::keep_close_words() {
  std::vector<CloseWord>& words = compiled_.close_words;
  std::ranges::sort(words, [](const CloseWord& a, const CloseWord& b) {
    return a.rarity != b.rarity ? a.rarity > b.rarity : a.term < b.term;
  });
  const auto repeated = std::ranges::unique(words, {}, &CloseWord::term);
  words.erase(repeated.begin(), repeated.end());
  if (words.size() > kMaxCloseWords) words.resize(kMaxCloseWords);
}

/// The same word again, or another form of it, adds to the weight of the first.
void Compiler::Impl::add_wanted(const Node& node, Scope scope, bool marks, WantedWords& words) {
  const bool is_word = node.kind == NodeKind::kWord;
  if (is_word || node.kind == NodeKind::kPhrase) {
    const std::string text = is_word ? node.text : to_string(node);
    const auto [place, fresh] = words.by_text.try_emplace(text, words.all.size());
    if (!fresh) {
      words.all[place->second].count += 1;
      return;
    }
  }
  Wanted word{{}, 1, compiled_.parts.size(), 0, title_bonus_.size(), 0};
  const std::size_t units = compiled_.matches.units.size();
  word.plan = this->node(node, scope, marks);
  if (std::string stems = is_word ? stems_of(word.plan) : std::string(); !stems.empty()) {
    const auto [place, fresh] = words.by_stems.try_emplace(std::move(stems), words.all.size());
    if (!fresh) {
      words.by_text[node.text] = place->second;
      words.all[place->second].count += 1;
      compiled_.parts.resize(word.parts_begin);
      compiled_.matches.units.resize(units);
      title_bonus_.resize(word.titles_begin);
      return;
    }
  }
  word.parts_end = compiled_.parts.size();
  word.titles_end = title_bonus_.size();
  words.all.push_back(std::move(word));
}

void Compiler::Impl::weigh_repeated(const Wanted& word) {
  if (word.count == 1) return;
  const double weight = std::pow(word.count, kRepeatPower);
  for (std::size_t i = word.parts_begin; i < word.parts_end; ++i) {
    QueryPart& part = compiled_.parts[i];
    part.plan = scaled(std::move(part.plan), weight);
    part.counts_as = scaled(std::move(part.counts_as), weight);
  }
  for (std::size_t i = word.titles_begin; i < word.titles_end; ++i) {
    title_bonus_[i] = scaled(std::move(title_bonus_[i]), weight);
  }
}

PlanNode Compiler::Impl::clauses(const Node& node, Scope scope, bool marks) {
  is_long_text_ |= node.children.size() > kMaxTextTerms;
  WantedWords should;
  std::vector<PlanNode> must;
  std::vector<PlanNode> filters;
  std::vector<PlanNode> excluded;
  const std::vector<bool> stop = stop_words(node);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const Node& child = node.children[i];
    switch (node.signs[i]) {
      case Occur::kShould:
        if (!stop[i]) add_wanted(child, scope, marks, should);
        break;
      case Occur::kMust:
        must.push_back(this->node(child, scope, marks));
        break;
      case Occur::kMustNot: {
        const bool was_ranked = std::exchange(ranked_, false);
        excluded.push_back(this->node(child, scope, false));
        ranked_ = was_ranked;
        break;
      }
      case Occur::kFilter: {
        const bool was_ranked = std::exchange(ranked_, false);
        filters.push_back(this->node(child, scope, marks));
        ranked_ = was_ranked;
        break;
      }
    }
  }
  for (const Wanted& word : should.all) weigh_repeated(word);
  keep_rarest(should.all, node.span);
  const bool has_should = !should.all.empty();
  std::vector<PlanNode> wanted;
  for (Wanted& word : should.all) {
    wanted.push_back(scaled(std::move(word.plan), std::pow(word.count, kRepeatPower)));
  }
  PlanNode plan = has_should ? any_of(std::move(wanted)) : all();
  if (!must.empty()) {
    PlanNode required = all_of(std::move(must));
    plan = has_should ? and_maybe(std::move(required), std::move(plan)) : std::move(required);
  }
  for (PlanNode& part : filters) plan = filtered(std::move(plan), std::move(part));
  return without(std::move(plan), any_of(std::move(excluded)));
}

std::vector<bool> Compiler::Impl::stop_words(const Node& node) {
  const std::string& language =
      options_.stop_language.empty() ? vocabulary_.main_language() : options_.stop_language;
  std::vector<bool> stop(node.children.size(), false);
  bool something_left = false;
  TokenList tokens;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const Node& child = node.children[i];
    if (node.signs[i] == Occur::kShould && child.kind == NodeKind::kWord && !options_.exact) {
      analyzer_.analyze(child.text, tokens);
      stop[i] = std::ranges::all_of(
          tokens, [&](const Token& token) { return is_stop_word(token.word, language); });
    }
    something_left |=
        !stop[i] && (node.signs[i] == Occur::kShould || node.signs[i] == Occur::kMust);
  }
  if (!something_left) {
    // Nothing but stop words: then they are what is looked for; words of no token stay dropped.
    for (std::size_t i = 0; i < stop.size(); ++i) {
      if (!stop[i]) continue;
      analyzer_.analyze(node.children[i].text, tokens);
      stop[i] = tokens.empty();
    }
  }
  return stop;
}

void Compiler::Impl::keep_rarest(std::vector<Wanted>& words, Span span) {
  if (words.size() <= kMaxTextTerms) return;
  // Words that no document has say nothing, however rare they are.
  std::erase_if(words, [](const Wanted& word) { return word.plan.is_nothing(); });
  if (words.size() <= kMaxTextTerms) return;
  std::vector<std::pair<double, std::size_t>> by_weight;
  for (std::size_t i = 0; i < words.size(); ++i) {
    by_weight.emplace_back(-weight_of(words[i].plan), i);
  }
  std::ranges::sort(by_weight);
  std::vector<Wanted> kept;
  for (std::size_t i = 0; i < kMaxTextTerms; ++i) {
    kept.push_back(std::move(words[by_weight[i].second]));
  }
  compiled_.warnings.push_back(
      {fmt::format("the query has {} different words of this index; the {} rarest were used",
                   words.size(), kMaxTextTerms),
       span});
  words = std::move(kept);
}

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
  compiled_.has_unknown_word |= plan.is_nothing();
  if (!parts_matter) {
    plan = any_of({std::move(plan), phrase(node, scope, marks)});
  } else if (compound != nullptr && joined == nullptr) {
    // reuters.com, 2025-05-16: the parts only in this order, where that occurs at all.
    PlanNode whole = phrase(node, scope, marks);
    if (!whole.is_nothing()) return whole;
  }
  if (marks) {
    mark(UnitKind::kTerm, {{std::move(matcher)}}, {to_string(node), "same stem", scope}, plan);
    QueryPart& part = compiled_.parts.back();
    part.plan = and_maybe(plan, scaled(any_of(in_title), kTitleScale));
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
  for (OtherName& name : other_names(vocabulary_, tokens.begin()->word)) {
    matcher.names.insert(name.number);
    names.push_back(term(schema::name_term(name.number)));
    if (!name.word.empty()) words.insert(std::move(name.word));
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
  const std::string text = to_string(node);
  for (std::size_t i = first_part; i < compiled_.parts.size(); ++i) {
    QueryPart& part = compiled_.parts[i];
    part.counts_as = whole;
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
    candidates.emplace_back(count, shown_name(generation, entity));
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

PlanNode Compiler::Impl::filter(Field field, const std::string& value, bool marks) {
  const auto coded = [&](char prefix) {
    std::string text = schema::bounded_term(prefix, fold(value));
    return vocabulary_.frequency(text) > 0 ? term(std::move(text)) : nothing();
  };
  switch (field) {
    case Field::kPerson:
      return entity(EntityType::kPerson, value, {}, marks);
    case Field::kPlace:
      return entity(EntityType::kPlace, value, {}, marks);
    case Field::kOrg:
      return entity(EntityType::kOrg, value, {}, marks);
    case Field::kLanguage:
      return coded(schema::kLanguagePrefix);
    case Field::kType:
      return coded(schema::kFileTypePrefix);
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

void Compiler::Impl::mark(UnitKind kind, std::vector<std::vector<TokenMatcher>> sequences,
                          Origin origin, const PlanNode& plan, unsigned window) {
  MatchUnit unit;
  unit.kind = kind;
  unit.sequences = std::move(sequences);
  unit.window = window;
  unit.weight = weight_of(plan);
  unit.title_only = origin.scope == Scope::kTitle;
  compiled_.parts.push_back(
      {std::move(origin.text), std::move(origin.rule), plan, compiled_.matches.units.size()});
  compiled_.matches.units.push_back(std::move(unit));
}

/// Inverse document frequency of what a plan matches, from the upper bound of its frequency.
double Compiler::Impl::weight_of(const PlanNode& node) const {
  const double documents = vocabulary_.document_count();
  const auto bound = [&](const auto& self, const PlanNode& part) -> double {
    if (part.kind == PlanKind::kTerm) return vocabulary_.frequency(part.term);
    if (part.is_nothing()) return 0;
    double sum = 0;
    double least = documents;
    for (const PlanNode& child : part.children) {
      const double count = self(self, child);
      sum += count;
      least = std::min(least, count);
    }
    const bool is_union = part.kind == PlanKind::kSynonym || part.kind == PlanKind::kOr ||
                          part.kind == PlanKind::kScale;
    return is_union ? std::min(sum, documents) : least;
  };
  return std::log(1 + (documents + 1) / (bound(bound, node) + 0.5));
}

Compiler::Compiler(const Vocabulary& vocabulary, Analyzer& analyzer, CompileOptions options)
    : impl_(std::make_unique<Impl>(vocabulary, analyzer, std::move(options))) {}

Compiler::~Compiler() = default;

CompiledQuery Compiler::compile(const Node& root, const Filters& filters) {
  return impl_->compile(root, filters);
}

}  // namespace ksearch::query
