#include "searcher/highlight/highlighter.h"

#include <algorithm>
#include <utility>

#include "searcher/highlight/passages.h"

namespace ksearch::highlight {
namespace {

/// Where the text says the title: its part of the text, or its repetition in front of the story, as
/// records of news often have it.
Span shown_title(const HighlightInput& input) {
  if (!input.title_span.empty() || input.title.empty()) return input.title_span;
  const std::string_view text = input.text;
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  if (!text.substr(begin).starts_with(input.title)) return {};
  std::size_t end = begin + input.title.size();
  if (text.substr(end).starts_with('.')) ++end;
  const bool goes_on =
      end < text.size() && std::string_view(" \t\r\n").find(text[end]) == std::string_view::npos;
  return goes_on ? Span{} : Span{begin, end};
}

}  // namespace

std::vector<Span> merged(const std::vector<Match>& matches) {
  std::vector<Span> marks;
  for (const Match& match : matches) {
    if (!marks.empty() && match.span.begin < marks.back().end) {
      marks.back().end = std::max(marks.back().end, match.span.end);
    } else {
      marks.push_back(match.span);
    }
  }
  return marks;
}

Snippet make_snippet(std::string_view text, Span span, const std::vector<Span>& marks) {
  Snippet result;
  result.span = span;
  result.text = text.substr(span.begin, span.size());
  for (char& c : result.text) {
    if (c >= '\t' && c <= '\r') c = ' ';
  }
  auto mark = std::lower_bound(marks.begin(), marks.end(), span.begin,
                               [](const Span& m, std::size_t pos) { return m.end <= pos; });
  for (; mark != marks.end() && mark->begin < span.end; ++mark) {
    result.highlights.push_back({std::max(mark->begin, span.begin) - span.begin,
                                 std::min(mark->end, span.end) - span.begin});
  }
  return result;
}

Matcher& Highlighter::matcher(std::string_view language) {
  const auto known = matchers_.find(language);
  if (known != matchers_.end()) return known->second;
  return matchers_.try_emplace(std::string(language), spec_, language).first->second;
}

std::vector<Span> Highlighter::marks(const HighlightInput& input) {
  return merged(matcher(input.language).find(input, false, analyzer_, tokens_));
}

std::vector<Span> Highlighter::title_marks(const HighlightInput& title) {
  return merged(matcher(title.language).find(title, true, analyzer_, tokens_));
}

std::vector<Snippet> Highlighter::snippets(const HighlightInput& input,
                                           const SnippetOptions& options) {
  const std::vector<Match> matches = matcher(input.language).find(input, false, analyzer_, tokens_);
  std::vector<double> weights;
  weights.reserve(spec_.units.size());
  for (const MatchUnit& unit : spec_.units) weights.push_back(unit.weight);
  const PassageRequest request{.text = input.text,
                               .matches = matches,
                               .weights = weights,
                               .furniture = input.furniture,
                               .title_span = shown_title(input),
                               .count = options.count,
                               .max_chars = options.max_chars,
                               .best_first = options.best_first};
  const std::vector<Span> marks = merged(matches);
  std::vector<Snippet> snippets;
  for (const Span passage : choose_passages(request, splitter_, analyzer_, tokens_)) {
    snippets.push_back(make_snippet(input.text, passage, marks));
  }
  return snippets;
}

}  // namespace ksearch::highlight
