#include "searcher/mention_reader.h"

#include <algorithm>
#include <string>

#include "common/analysis/code_points.h"
#include "common/dates.h"
#include "searcher/highlight/highlighter.h"
#include "searcher/highlight/passages.h"

namespace ksearch {
namespace {

/// Longer sentences are tables and lists; the neighbourhood of a mention says as much.
constexpr std::size_t kMaxSentenceChars = 600;

}  // namespace

/// The text of a document as sentences are looked for in it.
struct MentionReader::Text {
  std::string_view bytes;
  const std::vector<Span>& furniture;
  Span title_span;
  highlight::Barriers barriers;
  std::vector<Span> mentions;
};

MentionReader::MentionReader(Generation& generation, Analyzer& analyzer,
                             const highlight::MatchSpec& matches)
    : generation_(generation), analyzer_(analyzer) {
  for (const highlight::MatchUnit& unit : matches.units) {
    limited_ = limited_ || unit.kind == highlight::UnitKind::kEntity;
    for (const auto& sequence : unit.sequences) {
      for (const highlight::TokenMatcher& matcher : sequence) {
        wanted_.insert(matcher.names.begin(), matcher.names.end());
      }
    }
  }
  limited_ = limited_ || !wanted_.empty();
}

bool MentionReader::is_wanted(std::uint32_t name) const {
  return limited_ ? wanted_.contains(name) : generation_.entities().entry(name).hidden == 0;
}

std::vector<MentionEvidence> MentionReader::read(std::uint32_t number) {
  std::vector<MentionEvidence> found;
  const auto names = generation_.names_of(number);
  if (std::ranges::none_of(names, [this](std::uint32_t name) { return is_wanted(name); })) {
    return found;
  }
  const StoredRecord record = generation_.record(number);
  const Document& document = record.document;
  const std::string text = generation_.text(number, record);
  const std::string date = document.date ? format_date(*document.date) : "";
  const std::vector<StoredMention> mentions = generation_.mentions(number);
  Text body{.bytes = text,
            .furniture = document.furniture,
            .title_span = document.title_span.value_or(Span{}),
            .barriers = document.furniture,
            .mentions = {}};
  if (document.title_span) body.barriers.push_back(*document.title_span);
  for (const StoredMention& mention : mentions) {
    if (!mention.in_title) body.mentions.push_back(mention.span);
  }
  for (const StoredMention& mention : mentions) {
    if (!is_wanted(mention.name)) continue;
    const std::string_view where = mention.in_title ? document.title : std::string_view(text);
    const Span sentence =
        mention.in_title ? Span{0, document.title.size()} : sentence_around(body, mention.span);
    const EntityEntry entry = generation_.entities().entry(mention.name);
    found.push_back({.document = document.id,
                     .title = document.title,
                     .date = date,
                     .mention = {mention.span, mention.in_title, entry.shown_type,
                                 std::string(generation_.names().name(mention.name).shown),
                                 std::string(generation_.shown_name(entry.entity))},
                     .surface = std::string(where.substr(mention.span.begin, mention.span.size())),
                     .sentence = highlight::make_snippet(where, sentence, {mention.span})});
  }
  return found;
}

Span MentionReader::sentence_around(const Text& text, Span mention) {
  const highlight::Block block =
      splitter_.block_around(text.bytes, mention.begin, text.barriers, text.mentions);
  const auto sentence =
      std::ranges::find_if(block.sentences, [&](Span span) { return span.contains(mention); });
  if (sentence != block.sentences.end() &&
      code_point_count(text.bytes.substr(sentence->begin, sentence->size())) <= kMaxSentenceChars) {
    return *sentence;
  }
  const std::vector<highlight::Match> matches = {{mention, 0}};
  const std::vector<double> weights = {1};
  const std::vector<Span> passages = highlight::choose_passages({.text = text.bytes,
                                                                 .matches = matches,
                                                                 .weights = weights,
                                                                 .furniture = &text.furniture,
                                                                 .title_span = text.title_span,
                                                                 .count = 1,
                                                                 .max_chars = kMaxSentenceChars},
                                                                splitter_, analyzer_, tokens_);
  const bool holds = !passages.empty() && passages.front().contains(mention);
  return holds ? passages.front() : mention;
}

}  // namespace ksearch
