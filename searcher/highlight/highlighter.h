#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "ksearch/analyzer.h"
#include "ksearch/searcher.h"
#include "searcher/highlight/match_spec.h"
#include "searcher/highlight/matcher.h"
#include "searcher/highlight/sentences.h"

namespace ksearch::highlight {

/// Which passages of a document are wanted.
struct SnippetOptions {
  std::size_t count = 2;
  std::size_t max_chars = 160;  ///< code points of a passage at most
  bool best_first = false;      ///< else in order of the text
};

/// The spans of sorted matches, those that overlap as one.
[[nodiscard]] std::vector<Span> merged(const std::vector<Match>& matches);

/// The passage of a text at `span` with those of some sorted, disjoint marks that lie in it.
[[nodiscard]] Snippet make_snippet(std::string_view text, Span span,
                                   const std::vector<Span>& marks);

/// Marks what matched and chooses passages, by analysing the text again. Make one for a query and
/// use it for all its hits: what it prepares for a language and ICU's rules are kept. Used by one
/// thread at a time. Throws Error (kInternal) only when ICU's data is missing.
class Highlighter {
 public:
  /// The spec and the analyzer must outlive it; the spec must stay as it is.
  Highlighter(const MatchSpec& spec, Analyzer& analyzer) : spec_(spec), analyzer_(analyzer) {}
  Highlighter(MatchSpec&&, Analyzer&) = delete;

  /// All matches in input.text: sorted, disjoint, none in furniture. A phrase is one span, so is a
  /// mention; words that only stand beside each other are not joined.
  [[nodiscard]] std::vector<Span> marks(const HighlightInput& input);
  /// The same for a title as a text of its own: units that are title_only count too.
  [[nodiscard]] std::vector<Span> title_marks(const HighlightInput& title);

  /// At most options.count passages, disjoint, none empty, none with
  /// furniture. Together they show as many units of the query as passages of that size can; a
  /// passage is made of whole sentences of one paragraph, or else cut where words end. The title is
  /// a passage only where nothing else matches; without any match in the text there is one passage:
  /// how the story begins.
  ///
  /// Snippet::text has the bytes of the text at Snippet::span with each ASCII white space character
  /// as a space, one for one: Snippet::highlights + span.begin are offsets in the text. Whether a
  /// passage was cut inside a sentence shows from the text before and after the span.
  [[nodiscard]] std::vector<Snippet> snippets(const HighlightInput& input,
                                              const SnippetOptions& options);

 private:
  [[nodiscard]] Matcher& matcher(std::string_view language);

  const MatchSpec& spec_;
  Analyzer& analyzer_;
  TokenList tokens_;
  SentenceSplitter splitter_;
  std::map<std::string, Matcher, std::less<>> matchers_;  ///< by language
};

}  // namespace ksearch::highlight
