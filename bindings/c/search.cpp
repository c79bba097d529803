#include <memory>

#include "bindings/c/boundary.h"
#include "bindings/c/searcher.h"

// C sees arrays of views where C++ has vectors of strings. They are made once, when the answer is,
// so that reading results allocates nothing, cannot fail and may be done by many threads at once.

namespace {

using ksearch::c::fill_struct;
using ksearch::c::guarded;
using ksearch::c::request_of;
using ksearch::c::require;
using ksearch::c::spans_of;
using ksearch::c::text_of;
using ksearch::c::view_of;
using ksearch::c::views_of;

struct HitViews {
  std::vector<ksearch_span> title_highlights;
  std::vector<std::vector<ksearch_span>> snippet_highlights;
  std::vector<ksearch_string> authors;
  std::vector<ksearch_string> persons;
  std::vector<ksearch_string> places;
  std::vector<ksearch_string> orgs;
  std::vector<std::vector<ksearch_string>> matched;
};

HitViews views_of_hit(const ksearch::Hit& hit) {
  HitViews views{.title_highlights = spans_of(hit.title_highlights),
                 .authors = views_of(hit.authors),
                 .persons = views_of(hit.person),
                 .places = views_of(hit.place),
                 .orgs = views_of(hit.org)};
  for (const ksearch::Snippet& snippet : hit.snippets) {
    views.snippet_highlights.push_back(spans_of(snippet.highlights));
  }
  for (const ksearch::MatchReason& reason : hit.reasons) {
    views.matched.push_back(views_of(reason.matched));
  }
  return views;
}

std::vector<ksearch_facet_variant> views_of_variants(
    const std::vector<ksearch::FacetVariant>& variants) {
  std::vector<ksearch_facet_variant> views;
  views.reserve(variants.size());
  for (const ksearch::FacetVariant& variant : variants) {
    views.push_back(
        {view_of(variant.name), variant.count, view_of(variant.rule), view_of(variant.type)});
  }
  return views;
}

}  // namespace

struct ksearch_results {
  explicit ksearch_results(ksearch::SearchResults made) : results(std::move(made)) {
    warnings = views_of(results.warnings);
    for (const ksearch::Hit& hit : results.hits) hits.push_back(views_of_hit(hit));
    for (const ksearch::UnknownWord& word : results.unknown_words)
      near.push_back(views_of(word.near));
    for (const ksearch::Facet& facet : results.facets) {
      auto& variants = facet_variants.emplace_back();
      for (const ksearch::FacetValue& value : facet.values) {
        variants.push_back(views_of_variants(value.variants));
      }
    }
  }

  ksearch::SearchResults results;  // never changed: the views point into it
  std::vector<ksearch_string> warnings;
  std::vector<std::vector<ksearch_string>> near;  // of each unknown word
  std::vector<HitViews> hits;
  std::vector<std::vector<std::vector<ksearch_facet_variant>>> facet_variants;
};

extern "C" {

ksearch_status ksearch_searcher_open(const char* directory, ksearch_searcher** searcher,
                                     ksearch_error* error) {
  return guarded(error, [&] {
    require(directory != nullptr, "the directory");
    require(searcher != nullptr, "the place for the searcher");
    *searcher = nullptr;
    *searcher = new ksearch_searcher{ksearch::Searcher(directory)};
  });
}

void ksearch_searcher_close(ksearch_searcher* searcher) { delete searcher; }

ksearch_status ksearch_search(ksearch_searcher* searcher, const ksearch_request* request,
                              ksearch_results** results, ksearch_error* error) {
  return guarded(error, [&] {
    require(results != nullptr, "the place for the results");
    *results = nullptr;
    require(searcher != nullptr, "the searcher");
    *results = new ksearch_results(searcher->searcher.search(request_of(request)));
  });
}

ksearch_status ksearch_each_hit(ksearch_searcher* searcher, const ksearch_request* request,
                                int (*on_hit)(void* user, const ksearch_results* hit), void* user,
                                ksearch_results** summary, ksearch_error* error) {
  return guarded(error, [&] {
    if (summary != nullptr) *summary = nullptr;
    require(searcher != nullptr, "the searcher");
    require(on_hit != nullptr, "the function for the hits");
    std::unique_ptr<ksearch_results> begun;
    const ksearch::ResultSink sink{.begin =
                                       [&](const ksearch::SearchResults& all) {
                                         begun = std::make_unique<ksearch_results>(all);
                                       },
                                   .hit =
                                       [&](ksearch::Hit&& hit) {
                                         ksearch::SearchResults one;
                                         one.hits.push_back(std::move(hit));
                                         const ksearch_results shown(std::move(one));
                                         return on_hit(user, &shown) != 0;
                                       }};
    searcher->searcher.search(request_of(request), sink);
    if (summary != nullptr) *summary = begun.release();
  });
}

ksearch_status ksearch_count_facet(ksearch_searcher* searcher, ksearch_field field,
                                   const ksearch_request* request, ksearch_string contains,
                                   size_t limit, ksearch_results** results, ksearch_error* error) {
  return guarded(error, [&] {
    require(results != nullptr, "the place for the results");
    *results = nullptr;
    require(searcher != nullptr, "the searcher");
    ksearch::SearchResults answer;
    answer.facets.push_back(searcher->searcher.facet(
        ksearch::c::field_of(field), request_of(request), text_of(contains), limit));
    *results = new ksearch_results(std::move(answer));
  });
}

ksearch_status ksearch_similar(ksearch_searcher* searcher, ksearch_string id_or_path,
                               const ksearch_request* request, ksearch_results** results,
                               ksearch_error* error) {
  return guarded(error, [&] {
    require(results != nullptr, "the place for the results");
    *results = nullptr;
    require(searcher != nullptr, "the searcher");
    const auto wanted = request == nullptr ? ksearch::SearchRequest() : request_of(request);
    *results =
        new ksearch_results(searcher->searcher.similar(std::string(text_of(id_or_path)), wanted));
  });
}

void ksearch_results_free(ksearch_results* results) { delete results; }

ksearch_status ksearch_results_summary(const ksearch_results* results, ksearch_summary* summary) {
  if (results == nullptr) return KSEARCH_INVALID_ARGUMENT;
  const ksearch::SearchResults& answer = results->results;
  return fill_struct(summary, {.total = answer.total,
                               .total_is_exact = answer.total_is_exact ? 1 : 0,
                               .revision = answer.revision,
                               .parsed_query = view_of(answer.parsed_query),
                               .hit_count = answer.hits.size(),
                               .facet_count = answer.facets.size(),
                               .warnings = results->warnings.data(),
                               .warning_count = results->warnings.size(),
                               .suggested_query = view_of(answer.suggested_query),
                               .corrected_query = view_of(answer.corrected_query),
                               .unknown_word_count = answer.unknown_words.size()});
}

ksearch_status ksearch_results_unknown_word(const ksearch_results* results, size_t index,
                                            ksearch_unknown_word* word) {
  if (results == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (index >= results->near.size()) return KSEARCH_NOT_FOUND;
  const ksearch::UnknownWord& found = results->results.unknown_words[index];
  const std::vector<ksearch_string>& near = results->near[index];
  return fill_struct(word, {.word = view_of(found.word),
                            .span = {found.span.begin, found.span.end},
                            .near = near.data(),
                            .near_count = near.size()});
}

ksearch_status ksearch_results_hit(const ksearch_results* results, size_t index, ksearch_hit* hit) {
  if (results == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (index >= results->hits.size()) return KSEARCH_NOT_FOUND;
  const ksearch::Hit& found = results->results.hits[index];
  const HitViews& views = results->hits[index];
  return fill_struct(hit, {.rank = found.rank,
                           .score = found.score,
                           .id = view_of(found.id),
                           .title = view_of(found.title),
                           .title_highlights = views.title_highlights.data(),
                           .title_highlight_count = views.title_highlights.size(),
                           .path = view_of(found.path),
                           .url = view_of(found.url),
                           .source = view_of(found.source),
                           .date = view_of(found.date),
                           .language = view_of(found.language),
                           .type = view_of(found.type),
                           .authors = views.authors.data(),
                           .author_count = views.authors.size(),
                           .persons = views.persons.data(),
                           .person_count = views.persons.size(),
                           .places = views.places.data(),
                           .place_count = views.places.size(),
                           .orgs = views.orgs.data(),
                           .org_count = views.orgs.size(),
                           .copies = found.copies,
                           .snippet_count = found.snippets.size(),
                           .reason_count = found.reasons.size()});
}

ksearch_status ksearch_results_snippet(const ksearch_results* results, size_t hit, size_t index,
                                       ksearch_snippet* snippet) {
  if (results == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (hit >= results->hits.size() || index >= results->results.hits[hit].snippets.size()) {
    return KSEARCH_NOT_FOUND;
  }
  const ksearch::Snippet& found = results->results.hits[hit].snippets[index];
  const std::vector<ksearch_span>& highlights = results->hits[hit].snippet_highlights[index];
  return fill_struct(snippet, {.text = view_of(found.text),
                               .span = {found.span.begin, found.span.end},
                               .highlights = highlights.data(),
                               .highlight_count = highlights.size(),
                               .page = found.page});
}

ksearch_status ksearch_results_reason(const ksearch_results* results, size_t hit, size_t index,
                                      ksearch_reason* reason) {
  if (results == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (hit >= results->hits.size() || index >= results->results.hits[hit].reasons.size()) {
    return KSEARCH_NOT_FOUND;
  }
  const ksearch::MatchReason& found = results->results.hits[hit].reasons[index];
  const std::vector<ksearch_string>& matched = results->hits[hit].matched[index];
  return fill_struct(reason, {.query_part = view_of(found.query_part),
                              .matched = matched.data(),
                              .matched_count = matched.size(),
                              .rule = view_of(found.rule),
                              .weight = found.weight});
}

ksearch_status ksearch_results_facet(const ksearch_results* results, size_t index,
                                     ksearch_facet* facet) {
  if (results == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (index >= results->results.facets.size()) return KSEARCH_NOT_FOUND;
  const ksearch::Facet& found = results->results.facets[index];
  return fill_struct(facet, {.field = ksearch::c::field_of(found.field),
                             .value_count = found.values.size(),
                             .more = found.more});
}

ksearch_status ksearch_results_facet_value(const ksearch_results* results, size_t facet,
                                           size_t index, ksearch_facet_value* value) {
  if (results == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (facet >= results->results.facets.size() ||
      index >= results->results.facets[facet].values.size()) {
    return KSEARCH_NOT_FOUND;
  }
  const ksearch::FacetValue& found = results->results.facets[facet].values[index];
  const std::vector<ksearch_facet_variant>& variants = results->facet_variants[facet][index];
  return fill_struct(value, {.value = view_of(found.value),
                             .count = found.count,
                             .variants = variants.data(),
                             .variant_count = variants.size()});
}

}  // extern "C"
