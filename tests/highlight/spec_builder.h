#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "common/schema.h"
#include "ksearch/analyzer.h"
#include "searcher/highlight/highlighter.h"
#include "searcher/highlight/match_spec.h"

namespace ksearch::test {

/// Makes MatchSpecs from words as a query would, in English.
class SpecBuilder {
 public:
  explicit SpecBuilder(Analyzer& analyzer) : analyzer_(analyzer) {}

  /// The word and its stem.
  highlight::TokenMatcher word(std::string_view text) {
    highlight::TokenMatcher matcher = exact(text);
    TokenList tokens;
    analyzer_.analyze(text, tokens);
    for (const Token& token : tokens) {
      matcher.stems.insert(schema::stem_key("en", analyzer_.stem(token.folded, "en")));
    }
    return matcher;
  }
  highlight::TokenMatcher exact(std::string_view text) {
    highlight::TokenMatcher matcher;
    TokenList tokens;
    analyzer_.analyze(text, tokens);
    for (const Token& token : tokens) matcher.words.emplace(token.word);
    return matcher;
  }
  static highlight::TokenMatcher prefix(std::string letters) {
    highlight::TokenMatcher matcher;
    matcher.prefixes.push_back(std::move(letters));
    return matcher;
  }
  static highlight::TokenMatcher name(std::uint32_t number) {
    highlight::TokenMatcher matcher;
    matcher.names.insert(number);
    return matcher;
  }
  static highlight::TokenMatcher type(EntityType type) {
    highlight::TokenMatcher matcher;
    matcher.type_mask = static_cast<std::uint8_t>(1U << static_cast<unsigned>(type));
    return matcher;
  }

  static highlight::MatchUnit unit(highlight::UnitKind kind,
                                   std::vector<highlight::TokenMatcher> sequence,
                                   unsigned window = 0) {
    highlight::MatchUnit result;
    result.kind = kind;
    result.sequences.push_back(std::move(sequence));
    result.window = window;
    return result;
  }
  highlight::MatchUnit term(std::string_view text) {
    return unit(highlight::UnitKind::kTerm, {word(text)});
  }
  highlight::MatchUnit phrase(std::initializer_list<std::string_view> words) {
    std::vector<highlight::TokenMatcher> sequence;
    for (const std::string_view text : words) sequence.push_back(exact(text));
    return unit(highlight::UnitKind::kPhrase, std::move(sequence));
  }
  highlight::MatchUnit near(std::initializer_list<std::string_view> words, unsigned window) {
    std::vector<highlight::TokenMatcher> sequence;
    for (const std::string_view text : words) sequence.push_back(exact(text));
    return unit(highlight::UnitKind::kNear, std::move(sequence), window);
  }
  highlight::MatchSpec terms(std::initializer_list<std::string_view> words) {
    highlight::MatchSpec spec;
    for (const std::string_view text : words) spec.units.push_back(term(text));
    return spec;
  }

 private:
  Analyzer& analyzer_;
};

/// Text with its marks in brackets: "the [ceasefire] talks".
inline std::string bracketed(std::string_view text, const std::vector<Span>& marks) {
  std::string result;
  std::size_t at = 0;
  for (const Span mark : marks) {
    result.append(text.substr(at, mark.begin - at)).append("[");
    result.append(text.substr(mark.begin, mark.size())).append("]");
    at = mark.end;
  }
  return result.append(text.substr(at));
}

/// Passages with their marks, one beside the other: "First one. | Second [one]."
inline std::string joined(const std::vector<Snippet>& snippets) {
  std::string result;
  for (const Snippet& snippet : snippets) {
    if (!result.empty()) result += " | ";
    result += bracketed(snippet.text, snippet.highlights);
  }
  return result;
}

inline highlight::HighlightInput english(std::string_view text) {
  highlight::HighlightInput input;
  input.text = text;
  input.language = "en";
  return input;
}

}  // namespace ksearch::test
