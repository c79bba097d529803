#include "bindings/c/boundary.h"
#include "bindings/c/searcher.h"

using ksearch::c::fill_struct;
using ksearch::c::guarded;
using ksearch::c::request_of;
using ksearch::c::require;
using ksearch::c::spans_of;
using ksearch::c::text_of;
using ksearch::c::view_of;
using ksearch::c::views_of;

struct ksearch_document {
  explicit ksearch_document(ksearch::StoredDocument made) : stored(std::move(made)) {
    if (stored.document.date) date = ksearch::format_date(*stored.document.date);
    authors = views_of(stored.document.authors);
    for (const auto& [key, value] : stored.document.metadata) {
      metadata.push_back({view_of(key), view_of(value)});
    }
    copies = views_of(stored.copies);
    highlights = spans_of(stored.highlights);
    title_highlights = spans_of(stored.title_highlights);
    std::erase_if(stored.mentions, [](const ksearch::DocumentMention& mention) {
      return mention.type == ksearch::EntityType::kMisc;
    });
  }

  ksearch::StoredDocument stored;  // never changed: the views point into it
  std::string date;
  std::vector<ksearch_string> authors;
  std::vector<ksearch_pair> metadata;
  std::vector<ksearch_string> copies;
  std::vector<ksearch_span> highlights;
  std::vector<ksearch_span> title_highlights;
};

namespace {

ksearch_evidence evidence_of(const ksearch::MentionEvidence& found) {
  // A sentence has one highlight, the mention itself.
  const std::vector<ksearch::Span>& marks = found.sentence.highlights;
  const ksearch::Span mark = marks.empty() ? ksearch::Span{} : marks.front();
  return {.struct_size = sizeof(ksearch_evidence),
          .document = view_of(found.document),
          .title = view_of(found.title),
          .date = view_of(found.date),
          .span = {found.mention.span.begin, found.mention.span.end},
          .in_title = found.mention.in_title ? 1 : 0,
          .field = static_cast<ksearch_field>(found.mention.type),
          .name = view_of(found.mention.name),
          .entity = view_of(found.mention.entity),
          .surface = view_of(found.surface),
          .sentence = view_of(found.sentence.text),
          .sentence_span = {found.sentence.span.begin, found.sentence.span.end},
          .highlight = {mark.begin, mark.end}};
}

}  // namespace

extern "C" {

ksearch_status ksearch_get_document(ksearch_searcher* searcher, ksearch_string id_or_path,
                                    const ksearch_request* request, ksearch_document** document,
                                    ksearch_error* error) {
  return guarded(error, [&] {
    require(document != nullptr, "the place for the document");
    *document = nullptr;
    require(searcher != nullptr, "the searcher");
    const auto wanted = request == nullptr ? ksearch::SearchRequest() : request_of(request);
    *document =
        new ksearch_document(searcher->searcher.document(std::string(text_of(id_or_path)), wanted));
  });
}

ksearch_status ksearch_document_get_fields(const ksearch_document* document,
                                           ksearch_document_fields* fields) {
  if (document == nullptr) return KSEARCH_INVALID_ARGUMENT;
  const ksearch::Document& stored = document->stored.document;
  return fill_struct(fields, {.id = view_of(stored.id),
                              .title = view_of(stored.title),
                              .text = view_of(stored.text),
                              .path = view_of(stored.path),
                              .url = view_of(stored.url),
                              .source = view_of(stored.source),
                              .date = view_of(document->date),
                              .language = view_of(stored.language),
                              .type = view_of(stored.type),
                              .authors = document->authors.data(),
                              .author_count = document->authors.size(),
                              .metadata = document->metadata.data(),
                              .metadata_count = document->metadata.size(),
                              .highlights = document->highlights.data(),
                              .highlight_count = document->highlights.size(),
                              .title_highlights = document->title_highlights.data(),
                              .title_highlight_count = document->title_highlights.size(),
                              .mention_count = document->stored.mentions.size(),
                              .member = view_of(stored.member),
                              .pages = stored.pages.data(),
                              .page_count = stored.pages.size(),
                              .copies = document->copies.data(),
                              .copy_count = document->copies.size()});
}

ksearch_status ksearch_document_mention(const ksearch_document* document, size_t index,
                                        ksearch_mention* mention) {
  if (document == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (index >= document->stored.mentions.size()) return KSEARCH_NOT_FOUND;
  const ksearch::DocumentMention& found = document->stored.mentions[index];
  return fill_struct(mention, {.span = {found.span.begin, found.span.end},
                               .in_title = found.in_title ? 1 : 0,
                               .field = static_cast<ksearch_field>(found.type),
                               .name = view_of(found.name),
                               .entity = view_of(found.entity)});
}

void ksearch_document_free(ksearch_document* document) { delete document; }

ksearch_status ksearch_each_mention(ksearch_searcher* searcher, const ksearch_request* request,
                                    int (*on_mention)(void* user, const ksearch_evidence* mention),
                                    void* user, ksearch_error* error) {
  return guarded(error, [&] {
    require(searcher != nullptr, "the searcher");
    require(on_mention != nullptr, "the function for the mentions");
    searcher->searcher.mentions(request_of(request), [&](const ksearch::MentionEvidence& found) {
      const ksearch_evidence evidence = evidence_of(found);
      return on_mention(user, &evidence) != 0;
    });
  });
}

ksearch_status ksearch_each_document(ksearch_searcher* searcher, const ksearch_request* request,
                                     int (*on_document)(void* user,
                                                        const ksearch_document* document),
                                     void* user, ksearch_error* error) {
  return guarded(error, [&] {
    require(searcher != nullptr, "the searcher");
    require(on_document != nullptr, "the function for the documents");
    searcher->searcher.documents(request_of(request), [&](const ksearch::StoredDocument& found) {
      const ksearch_document document(found);
      return on_document(user, &document) != 0;
    });
  });
}

}  // extern "C"
