#include "searcher/hit_builder.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/dates.h"

namespace ksearch {
highlight::HighlightInput highlight_input(const Document& document, std::string_view text,
                                          const std::vector<StoredMention>& mentions) {
  highlight::HighlightInput input;
  input.text = text;
  input.language = document.language;
  input.furniture = &document.furniture;
  input.title_span = document.title_span.value_or(Span{});
  input.title = document.title;
  for (const StoredMention& mention : mentions) {
    if (!mention.in_title) input.mentions.push_back({mention.span, mention.name, mention.type});
  }
  return input;
}

highlight::HighlightInput title_highlight_input(const Document& document,
                                                const std::vector<StoredMention>& mentions) {
  highlight::HighlightInput input;
  input.text = document.title;
  input.language = document.language;
  for (const StoredMention& mention : mentions) {
    Span span = mention.span;
    if (!mention.in_title) {
      if (!document.title_span || !document.title_span->contains(span) ||
          document.title_span->size() != document.title.size()) {
        continue;
      }
      span.begin -= document.title_span->begin;
      span.end -= document.title_span->begin;
    }
    input.mentions.push_back({span, mention.name, mention.type});
  }
  return input;
}

Hit HitBuilder::build(std::uint32_t number) {
  StoredRecord record = generation_.record(number);
  Document& document = record.document;
  Hit hit;
  if (!request_.brief) add_details(number, record, hit);
  if (document.date) hit.date = format_date(*document.date);
  hit.id = std::move(document.id);
  hit.title = std::move(document.title);
  hit.path = std::move(document.path);
  hit.url = std::move(document.url);
  hit.source = std::move(document.source);
  hit.language = std::move(document.language);
  hit.authors = std::move(document.authors);
  hit.type = std::move(document.type);
  return hit;
}

void HitBuilder::add_details(std::uint32_t number, const StoredRecord& record, Hit& hit) {
  const Document& document = record.document;
  const std::vector<StoredMention> mentions = generation_.mentions(number);
  hit.title_highlights = highlighter_.title_marks(title_highlight_input(document, mentions));
  if (request_.snippets > 0) {
    const std::string text = generation_.text(number, record);
    hit.snippets = highlighter_.snippets(
        highlight_input(document, text, mentions),
        {request_.snippets, request_.snippet_chars, request_.snippet_order == SnippetOrder::kBest});
    for (Snippet& snippet : hit.snippets) snippet.page = document.page_at(snippet.span.begin);
  }
  add_entities(mentions, hit);
}

void HitBuilder::add_entities(const std::vector<StoredMention>& mentions, Hit& hit) const {
  const EntityTable& table = generation_.entities();
  std::vector<std::pair<std::uint32_t, std::size_t>> mentioned;  // entity and place, by entity
  mentioned.reserve(mentions.size());
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const EntityEntry entry = table.entry(mentions[i].name);
    if (entry.hidden == 0) mentioned.emplace_back(entry.entity, i);
  }
  std::ranges::sort(mentioned);
  struct Count {
    std::uint32_t entity = 0;
    std::uint32_t mentions = 0;
    std::size_t first = 0;
  };
  std::vector<Count> counts;
  for (const auto& [entity, place] : mentioned) {
    if (counts.empty() || counts.back().entity != entity) counts.push_back({entity, 0, place});
    ++counts.back().mentions;
  }
  std::ranges::sort(counts, [](const Count& a, const Count& b) {
    return a.mentions != b.mentions ? a.mentions > b.mentions : a.first < b.first;
  });
  for (const Count& count : counts) {
    std::string shown(generation_.shown_name(count.entity));
    switch (table.entry(mentions[count.first].name).shown_type) {
      case EntityType::kPerson:
        hit.person.push_back(std::move(shown));
        break;
      case EntityType::kPlace:
        hit.place.push_back(std::move(shown));
        break;
      case EntityType::kOrg:
        hit.org.push_back(std::move(shown));
        break;
      case EntityType::kMisc:
        break;
    }
  }
}

StoredDocument HitBuilder::build_whole(std::uint32_t number) {
  StoredDocument stored;
  StoredRecord record = generation_.record(number);
  std::string text = generation_.text(number, record);
  stored.document = std::move(record.document);
  stored.document.text = std::move(text);
  const std::vector<StoredMention> mentions = generation_.mentions(number);
  stored.highlights =
      highlighter_.marks(highlight_input(stored.document, stored.document.text, mentions));
  stored.title_highlights =
      highlighter_.title_marks(title_highlight_input(stored.document, mentions));
  for (const StoredMention& mention : mentions) {
    const EntityEntry entry = generation_.entities().entry(mention.name);
    if (entry.hidden != 0) continue;
    stored.mentions.push_back({mention.span, mention.in_title, entry.shown_type,
                               std::string(generation_.names().name(mention.name).shown),
                               std::string(generation_.shown_name(entry.entity))});
  }
  return stored;
}

}  // namespace ksearch
