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

#include "common/analysis/stop_words.h"
#include "common/dates.h"
#include "searcher/query/compiler_impl.h"
#include "searcher/query/date_plan.h"
#include "searcher/query/printer.h"

namespace ksearch::query {
namespace {

using highlight::MatchUnit;
using highlight::TokenMatcher;
using highlight::UnitKind;

/// Free text beyond this keeps its rarest terms.
constexpr std::size_t kMaxTextTerms = 256;
/// So many phrases may be of words that are in every document, however many documents there are.
constexpr std::uint64_t kMaxPasses = 4;
/// A word that a query has n times weighs n to this power (docs/ranking.md).
constexpr double kRepeatPower = 0.75;

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

std::vector<PlanNode> terms_of(const std::vector<std::string>& values, std::string_view prefix) {
  std::vector<PlanNode> nodes;
  nodes.reserve(values.size());
  for (const std::string& value : values) nodes.push_back(term(std::string(prefix) + value));
  return nodes;
}

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
      std::max(options_.max_compared, kMaxPasses * std::uint64_t{vocabulary_.document_count()});
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
  // Not ranges::unique(): clang 14, which builds the fuzz targets, cannot read its subrange.
  const auto same = [](const CloseWord& a, const CloseWord& b) { return a.term == b.term; };
  words.erase(std::unique(words.begin(), words.end(), same), words.end());
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
      options_.stop_language.empty() ? vocabulary_.languages().main : options_.stop_language;
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
