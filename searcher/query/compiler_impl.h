#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/schema.h"
#include "searcher/query/compiler.h"

/// The compiler's own: what compiler.cpp (clauses), compiler_words.cpp (words and what is made of
/// them) and compiler_fields.cpp (fields, names, filters) share.
namespace ksearch::query {

/// Weight of a match in the title beside the same match in the text. From 0.1 to 0.25 helped on
/// five of five collections with titles, 0.5 and more hurt (leave-one-out over nine collections).
inline constexpr double kTitleScale = 0.25;

/// Where the words of a subtree count.
enum class Scope : std::uint8_t { kText, kTitle };

/// `prefix` + each value, as terms.
[[nodiscard]] std::vector<PlanNode> terms_of(const std::vector<std::string>& values,
                                             std::string_view prefix);

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
  PlanNode stems(const std::vector<std::string>& keys, Scope scope,
                 highlight::TokenMatcher& matcher);
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
  PlanNode language(const std::string& code);
  PlanNode filter(Field field, const std::string& value, bool marks);
  std::vector<bool> stop_words(const Node& node);
  void keep_rarest(std::vector<Wanted>& words, Span span);

  /// Where a unit comes from.
  struct Origin {
    std::string text;
    std::string rule;
    Scope scope = Scope::kText;
  };
  void mark(highlight::UnitKind kind, std::vector<std::vector<highlight::TokenMatcher>> sequences,
            Origin origin, const PlanNode& plan, unsigned window = 0);
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

}  // namespace ksearch::query
