// Properties of marks and passages on generated documents and specs, against a brute force that
// looks at every token, every run of tokens and every window.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "searcher/highlight/highlighter.h"
#include "tests/fuzz/highlight_property.h"
#include "tests/highlight/spec_builder.h"
#include "tests/support/folders.h"

using namespace ksearch;
using namespace ksearch::highlight;
using namespace ksearch::test;

namespace {

constexpr std::string_view kWords[] = {
    "alpha",       "beta",      "gamma",          "delta",
    "cease-fire",  "ceasefire", "Türkiye",        "talks",
    "Mr.",         "U.S.",      "Путин",          "Путина",
    "停火协议",    "3.5",       "e\u0301t\u0301", "👩‍👩‍👧",
    "reuters.com", "d'Ivoire"};
constexpr std::string_view kBetween[] = {" ",    " ",    " ",   " ",  " ",  ", ", ". ", ". ", "\n",
                                         "\n\n", "\r\n", " – ", "\"", " (", ") ", "! ", "\t"};

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

std::string random_text(Random& random) {
  std::string text;
  const std::size_t count = below(random, 120);
  for (std::size_t i = 0; i < count; ++i) {
    text += kWords[below(random, std::size(kWords))];
    text += kBetween[below(random, std::size(kBetween))];
  }
  return text;
}

struct Case {
  std::string text;
  std::vector<Span> furniture;
  HighlightInput input;
  MatchSpec spec;
};

TokenMatcher random_matcher(Random& random, SpecBuilder& build) {
  const std::string_view word = kWords[below(random, std::size(kWords))];
  switch (below(random, 7)) {
    case 0:
      return SpecBuilder::prefix("al");
    case 1:
      return SpecBuilder::name(static_cast<std::uint32_t>(below(random, 3)));
    case 2:
      return SpecBuilder::type(static_cast<EntityType>(below(random, 3)));
    case 3:
      return build.word(word);
    default:
      return build.exact(word);
  }
}

void fill(Case& c, Random& random, SpecBuilder& build, Analyzer& analyzer) {
  c.text = random_text(random);
  TokenList tokens;
  analyzer.analyze(c.text, tokens);
  c.input = english(c.text);
  std::size_t free_from = 0;
  for (const Token& token : tokens) {
    if (token.span.begin < free_from || below(random, 6) != 0) continue;
    const bool in_compound = std::any_of(tokens.begin(), tokens.end(), [&](const Token& other) {
      return other.span != token.span && other.span.contains(token.span);
    });
    if (!in_compound && below(random, 2) == 0) {
      c.furniture.push_back(token.span);
    } else {
      c.input.mentions.push_back({token.span, static_cast<std::uint32_t>(below(random, 3)),
                                  static_cast<EntityType>(below(random, 3))});
    }
    free_from = token.span.end;
  }
  c.input.furniture = &c.furniture;
  const std::size_t units = 1 + below(random, 4);
  for (std::size_t i = 0; i < units; ++i) {
    const auto kind = static_cast<UnitKind>(below(random, 4));
    std::vector<TokenMatcher> sequence;
    const std::size_t length =
        kind == UnitKind::kTerm || kind == UnitKind::kEntity ? 1 : 1 + below(random, 3);
    for (std::size_t k = 0; k < length; ++k) sequence.push_back(random_matcher(random, build));
    c.spec.units.push_back(
        SpecBuilder::unit(kind, std::move(sequence), static_cast<unsigned>(below(random, 6))));
    c.spec.units.back().weight = 1 + static_cast<double>(below(random, 5));
  }
}

/// Marks by definition.
class BruteForce {
 public:
  BruteForce(const Case& c, Analyzer& analyzer) : case_(c), analyzer_(analyzer) {
    analyzer.analyze(c.text, tokens_);
  }

  std::vector<Span> marks() {
    std::vector<Span> spans;
    for (const MatchUnit& unit : case_.spec.units) {
      const auto& sequence = unit.sequences[0];
      if (unit.kind == UnitKind::kEntity) {
        for (const MarkedMention& mention : case_.input.mentions) {
          if (sequence[0].names.contains(mention.name) || has_type(sequence[0], mention.type)) {
            spans.push_back(mention.span);
          }
        }
      } else if (unit.kind == UnitKind::kNear) {
        add_near(unit, spans);
      } else {
        for (const Token& token : tokens_) add_runs(sequence, 0, token, token.span.begin, spans);
      }
    }
    std::sort(spans.begin(), spans.end());
    std::vector<Span> merged;
    for (const Span span : spans) {
      if (!merged.empty() && span.begin < merged.back().end) {
        merged.back().end = std::max(merged.back().end, span.end);
      } else {
        merged.push_back(span);
      }
    }
    return merged;
  }

 private:
  static bool has_type(const TokenMatcher& matcher, EntityType type) {
    return (matcher.type_mask >> static_cast<unsigned>(type) & 1) != 0;
  }
  bool matches(const TokenMatcher& matcher, const Token& token) {
    for (const Span span : case_.furniture) {
      if (span.overlaps(token.span)) return false;
    }
    if (matcher.words.contains(token.word)) return true;
    if (matcher.stems.contains(schema::stem_key("en", analyzer_.stem(token.folded, "en"))))
      return true;
    for (const std::string& prefix : matcher.prefixes) {
      if (token.word.starts_with(prefix)) return true;
    }
    return std::any_of(
        case_.input.mentions.begin(), case_.input.mentions.end(),
        [&](const MarkedMention& mention) {
          return mention.span.contains(token.span) &&
                 (matcher.names.contains(mention.name) || has_type(matcher, mention.type));
        });
  }
  void add_runs(const std::vector<TokenMatcher>& sequence, std::size_t at, const Token& token,
                std::size_t begin, std::vector<Span>& spans) {
    if (!matches(sequence[at], token)) return;
    if (at + 1 == sequence.size()) return spans.push_back({begin, token.span.end});
    for (const Token& next : tokens_) {
      if (next.position == token.position + 1) add_runs(sequence, at + 1, next, begin, spans);
    }
  }
  /// Tries every choice of tokens with positions of their own.
  void add_near(const MatchUnit& unit, std::vector<Span>& spans) {
    std::vector<const Token*> chosen;
    const auto choose = [&](const auto& self) -> void {
      if (chosen.size() == unit.sequences[0].size()) {
        for (const Token* token : chosen) spans.push_back(token->span);
        return;
      }
      for (const Token& token : tokens_) {
        const bool fits = std::all_of(chosen.begin(), chosen.end(), [&](const Token* other) {
          const auto distance = token.position > other->position ? token.position - other->position
                                                                 : other->position - token.position;
          return distance > 0 && distance <= unit.window;
        });
        if (!fits || !matches(unit.sequences[0][chosen.size()], token)) continue;
        chosen.push_back(&token);
        self(self);
        chosen.pop_back();
      }
    };
    choose(choose);
  }

  const Case& case_;
  Analyzer& analyzer_;
  TokenList tokens_;
};

}  // namespace

TEST_CASE("marks are those of a brute force over all tokens, runs and windows") {
  Random random(1);
  Analyzer analyzer;
  SpecBuilder build(analyzer);
  for (int round = 0; round < 3000; ++round) {
    Case c;
    fill(c, random, build, analyzer);
    const std::vector<Span> marks = Highlighter(c.spec, analyzer).marks(c.input);
    const std::vector<Span> expected = BruteForce(c, analyzer).marks();
    CHECK_MESSAGE(marks == expected, round, ": ", bracketed(c.text, marks), "\n  expected ",
                  bracketed(c.text, expected));
  }
}

TEST_CASE("marks and passages keep their promises") {
  Random random(2);
  Analyzer analyzer;
  SpecBuilder build(analyzer);
  for (int round = 0; round < 3000; ++round) {
    Case c;
    fill(c, random, build, analyzer);
    const SnippetOptions options{.count = below(random, 5), .max_chars = below(random, 200)};
    const std::string failure = highlight_property(c.input, c.spec, options, analyzer);
    CHECK_MESSAGE(failure.empty(), failure, ": ", c.text);
  }
}

TEST_CASE("passages part no word that fits, and no grapheme cluster that fits") {
  Random random(3);
  Analyzer analyzer;
  SpecBuilder build(analyzer);
  SentenceSplitter splitter;
  TokenList tokens;
  for (int round = 0; round < 2000; ++round) {
    Case c;
    fill(c, random, build, analyzer);
    Highlighter highlighter(c.spec, analyzer);
    SnippetOptions options;
    options.max_chars = 20 + below(random, 60);
    analyzer.analyze(c.text, tokens);
    for (const Snippet& snippet : highlighter.snippets(c.input, options)) {
      CAPTURE(c.text);
      CAPTURE(snippet.text);
      for (const std::size_t cut : {snippet.span.begin, snippet.span.end}) {
        CHECK(splitter.is_grapheme_boundary(c.text, cut));
        for (const Token& token : tokens) {
          CHECK_FALSE((token.span.begin < cut && cut < token.span.end));
        }
      }
    }
  }
}

TEST_CASE("an unrelated paragraph changes no passage") {
  Random random(4);
  Analyzer analyzer;
  SpecBuilder build(analyzer);
  for (int round = 0; round < 300; ++round) {
    Case c;
    fill(c, random, build, analyzer);
    c.input.mentions.clear();
    c.input.furniture = nullptr;
    Highlighter highlighter(c.spec, analyzer);
    if (highlighter.marks(c.input).empty()) continue;
    const std::string before = joined(highlighter.snippets(c.input, {}));
    const std::string more =
        c.text + "\n\nQuite another thing happened elsewhere. It does not matter.";
    CHECK(joined(highlighter.snippets(english(more), {})) == before);
  }
}

TEST_CASE("the seeds of the fuzz target hold its property") {
  Analyzer analyzer;
  int seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_folder() / "tests/fuzz/corpus/highlight")) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const std::string failure = highlight_property(bytes, analyzer);
    CHECK_MESSAGE(failure.empty(), entry.path().string(), " -> ", failure);
    ++seeds;
  }
  CHECK(seeds >= 6);
}
