#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/code_points.h"
#include "common/schema.h"
#include "common/utf8.h"
#include "ksearch/analyzer.h"
#include "searcher/highlight/highlighter.h"

namespace ksearch::test {

/// What holds for every document and spec: marks and passages are in order, disjoint, in range, on
/// code points and outside furniture; passages are within the budget, a substring of the text up to
/// line breaks, and marked as the whole text is. Empty when all holds, else what does not.
inline std::string highlight_property(const highlight::HighlightInput& input,
                                      const highlight::MatchSpec& spec,
                                      const highlight::SnippetOptions& options,
                                      Analyzer& analyzer) {
  const std::string_view text = input.text;
  const auto on_boundary = [&](std::size_t pos) {
    return pos == text.size() || !is_trail_byte(text[pos]);
  };
  const auto problem_of = [&](Span span, std::size_t last_end) -> std::string {
    if (span.begin < last_end || span.begin >= span.end || span.end > text.size()) {
      return " is empty, out of order or out of range";
    }
    if (!on_boundary(span.begin) || !on_boundary(span.end)) return " parts a code point";
    if (input.furniture == nullptr) return {};
    for (const Span furniture : *input.furniture) {
      if (furniture.overlaps(span)) return " holds furniture";
    }
    return {};
  };
  highlight::Highlighter highlighter(spec, analyzer);
  const std::vector<Span> marks = highlighter.marks(input);
  std::size_t end = 0;
  for (const Span mark : marks) {
    if (const std::string problem = problem_of(mark, end); !problem.empty())
      return "a mark" + problem;
    end = mark.end;
  }
  const std::vector<Snippet> snippets = highlighter.snippets(input, options);
  if (snippets.size() > options.count) return "too many passages";
  if (snippets.empty() && !marks.empty() && options.count > 0 && options.max_chars > 0) {
    return "no passage for what matches";
  }
  end = 0;
  for (const Snippet& snippet : snippets) {
    const Span span = snippet.span;
    if (const std::string problem = problem_of(span, end); !problem.empty()) {
      return "a passage" + problem;
    }
    end = span.end;
    if (code_point_count(snippet.text) > options.max_chars) return "a passage is over the budget";
    if (highlight::trimmed(text, span) != span) return "a passage has white space at an end";
    std::string expected(text.substr(span.begin, span.size()));
    std::replace_if(
        expected.begin(), expected.end(), [](char c) { return c >= '\t' && c <= '\r'; }, ' ');
    if (snippet.text != expected) return "a passage is not the text";
    std::vector<Span> inside;
    for (const Span mark : marks) {
      if (!mark.overlaps(span)) continue;
      inside.push_back({std::max(mark.begin, span.begin) - span.begin,
                        std::min(mark.end, span.end) - span.begin});
    }
    if (snippet.highlights != inside) return "a passage is not marked as the text is";
  }
  return {};
}

inline std::string valid_utf8(std::string_view bytes) {
  std::string text;
  for_each_code_point(bytes, [&](char32_t c, std::string_view) { append_utf8(text, c); });
  return text;
}

inline highlight::MatchSpec spec_of_words(std::string_view words, unsigned choice,
                                          Analyzer& analyzer) {
  highlight::MatchSpec spec;
  TokenList tokens;
  analyzer.analyze(words, tokens);
  std::vector<highlight::TokenMatcher> run;
  for (const Token& token : tokens) {
    highlight::TokenMatcher matcher;
    matcher.words.emplace(token.word);
    matcher.stems.insert(schema::stem_key("en", analyzer.stem(token.folded, "en")));
    if (run.size() < 4) run.push_back(matcher);
    highlight::MatchUnit unit;
    unit.sequences.push_back({std::move(matcher)});
    spec.units.push_back(std::move(unit));
  }
  if (run.empty() || choice % 3 == 0) return spec;
  highlight::MatchUnit unit;
  unit.kind = choice % 3 == 1 ? highlight::UnitKind::kPhrase : highlight::UnitKind::kNear;
  unit.window = choice;
  unit.sequences.push_back(std::move(run));
  spec.units.push_back(std::move(unit));
  return spec;
}

/// The property for the bytes of a fuzzer. The first line is the query's words, the rest the
/// document; the first byte chooses the kinds of units and the budget.
inline std::string highlight_property(std::string_view bytes, Analyzer& analyzer) {
  if (bytes.size() < 2) return {};
  const unsigned choice = static_cast<unsigned char>(bytes.front());
  const std::string input = valid_utf8(bytes.substr(1));
  const std::size_t line_end = std::min(input.find('\n'), input.size());
  const std::string_view words = std::string_view(input).substr(0, line_end);
  highlight::HighlightInput document;
  document.text = std::string_view(input).substr(std::min(line_end + 1, input.size()));
  document.language = "en";
  return highlight_property(
      document, spec_of_words(words, choice, analyzer),
      {.count = 1 + choice % 4, .max_chars = std::size_t{1} + choice, .best_first = false},
      analyzer);
}

}  // namespace ksearch::test
