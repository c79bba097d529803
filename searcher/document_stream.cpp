// The text is decompressed piece by piece. What has come is analysed up to its last white space and
// passed on up to the last line end before which no match can come up any more, so that a piece is
// whole lines and no match is cut.

#include "searcher/document_stream.h"

#include <algorithm>
#include <string>
#include <utility>

#include "searcher/highlight/highlighter.h"
#include "searcher/hit_builder.h"

namespace ksearch {
namespace {

/// Bytes that are analysed at a time, at least.
constexpr std::size_t kPartBytes = std::size_t{64} << 10;
/// A line longer than this is passed on in parts.
constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20;

bool needs_mentions(const highlight::MatchSpec& matches) {
  return std::ranges::any_of(matches.units, [](const highlight::MatchUnit& unit) {
    return std::ranges::any_of(unit.sequences, [](const auto& sequence) {
      return std::ranges::any_of(sequence, [](const highlight::TokenMatcher& matcher) {
        return !matcher.names.empty() || matcher.type_mask != 0;
      });
    });
  });
}

class TextStream {
 public:
  TextStream(highlight::Matcher& matcher, Analyzer& analyzer, const TextSink& sink)
      : matcher_(matcher), analyzer_(analyzer), sink_(sink) {}

  void add(std::string_view piece) {
    if (is_ended_) return;
    const std::size_t white = piece.find_last_of(" \t\n\v\f\r");
    if (white != std::string_view::npos) words_end_ = text_.size() + white + 1;
    text_ += piece;
    if (text_.size() - analysed_ < kPartBytes || words_end_ <= analysed_) return;
    analyse(words_end_);
    const std::size_t settled = matcher_.settled(begin_ + analysed_);
    pass_on(end_of_lines(settled - begin_));
  }
  void finish() {
    if (is_ended_ || text_.empty()) return;
    analyse(text_.size());
    pass_on(text_.size());
  }

 private:
  void analyse(std::size_t end) {
    const std::string_view part = std::string_view(text_).substr(analysed_, end - analysed_);
    matcher_.read(part, begin_ + analysed_, analyzer_, tokens_);
    analysed_ = end;
  }

  /// The last line end up to `end` that no match goes across; of a very long line `end` itself.
  [[nodiscard]] std::size_t end_of_lines(std::size_t end) const {
    for (std::size_t line_end = end; line_end > 0;) {
      line_end = text_.find_last_of('\n', line_end - 1) + 1;
      const std::size_t whole = matcher_.before_matches_across(begin_ + line_end) - begin_;
      if (whole == line_end && line_end > 0) return line_end;
      line_end = whole;
    }
    return end > kMaxLineBytes ? end : 0;
  }

  void pass_on(std::size_t end) {
    if (end == 0) return;
    marks_ = highlight::merged(matcher_.take(begin_ + end));
    for (Span& mark : marks_) mark = {mark.begin - begin_, mark.end - begin_};
    is_ended_ = !sink_.text(std::string_view(text_).substr(0, end), marks_);
    text_.erase(0, end);
    begin_ += end;
    analysed_ -= end;
    words_end_ -= std::min(words_end_, end);
  }

  highlight::Matcher& matcher_;
  Analyzer& analyzer_;
  const TextSink& sink_;
  TokenList tokens_;
  std::vector<Span> marks_;
  std::string text_;           ///< what is not passed on yet
  std::size_t begin_ = 0;      ///< of text_ in the document
  std::size_t analysed_ = 0;   ///< how much of text_ is
  std::size_t words_end_ = 0;  ///< the end of the last white space in text_
  bool is_ended_ = false;
};

}  // namespace

void stream_document(Generation& generation, Analyzer& analyzer,
                     const highlight::MatchSpec& matches, std::uint32_t number,
                     const StoredRecord& record, StoredDocument head, const TextSink& sink) {
  std::vector<StoredMention> mentions;
  if (needs_mentions(matches)) mentions = generation.mentions(number);
  const Document& document = record.document;
  head.title_highlights = highlight::Highlighter(matches, analyzer)
                              .title_marks(title_highlight_input(document, mentions));
  highlight::Matcher matcher(matches, document.language);
  const highlight::HighlightInput input = highlight_input(document, {}, mentions);
  matcher.start(input, false);
  sink.begin(head);
  TextStream stream(matcher, analyzer, sink);
  generation.read_text(number, record, [&](std::string_view piece) { stream.add(piece); });
  stream.finish();
}

}  // namespace ksearch
