#include <memory>

#include "bindings/c/boundary.h"
#include "bindings/c/searcher.h"

using ksearch::c::fill_struct;
using ksearch::c::guarded;
using ksearch::c::request_of;
using ksearch::c::require;
using ksearch::c::text_of;
using ksearch::c::view_of;

// The lists keep the library's own values; what is read points into them.

struct ksearch_timeline {
  std::vector<ksearch::TimelineBar> bars;
};

struct ksearch_related {
  std::vector<ksearch::RelatedEntity> entities;
};

struct ksearch_completions {
  std::vector<ksearch::Completion> completions;
};

namespace {

ksearch::TimeUnit time_unit_of(ksearch_time_unit unit) {
  if (unit < KSEARCH_BY_DAY || unit > KSEARCH_BY_YEAR) {
    throw ksearch::Error(ksearch::ErrorCode::kInvalidArgument,
                         std::to_string(unit) + " is no unit of time");
  }
  return static_cast<ksearch::TimeUnit>(unit);
}

}  // namespace

extern "C" {

ksearch_status ksearch_count_by_time(ksearch_searcher* searcher, const ksearch_request* request,
                                     ksearch_time_unit unit, ksearch_timeline** timeline,
                                     uint64_t* undated, ksearch_error* error) {
  return guarded(error, [&] {
    require(timeline != nullptr, "the place for the timeline");
    *timeline = nullptr;
    require(searcher != nullptr, "the searcher");
    ksearch::Timeline counted =
        searcher->searcher.timeline(request_of(request), time_unit_of(unit));
    *timeline = new ksearch_timeline{std::move(counted.bars)};
    if (undated != nullptr) *undated = counted.undated;
  });
}

ksearch_status ksearch_timeline_get(const ksearch_timeline* timeline, size_t index,
                                    ksearch_timeline_bar* bar) {
  if (timeline == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (index >= timeline->bars.size()) return KSEARCH_NOT_FOUND;
  const ksearch::TimelineBar& found = timeline->bars[index];
  return fill_struct(bar, {.period = view_of(found.period), .count = found.count});
}

void ksearch_timeline_free(ksearch_timeline* timeline) { delete timeline; }

ksearch_status ksearch_find_related(ksearch_searcher* searcher, const ksearch_request* request,
                                    size_t limit, ksearch_related** related, ksearch_error* error) {
  return guarded(error, [&] {
    require(related != nullptr, "the place for the related names");
    *related = nullptr;
    require(searcher != nullptr, "the searcher");
    *related = new ksearch_related{searcher->searcher.related(request_of(request), limit)};
  });
}

ksearch_status ksearch_related_get(const ksearch_related* related, size_t index,
                                   ksearch_related_entity* entity) {
  if (related == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (index >= related->entities.size()) return KSEARCH_NOT_FOUND;
  const ksearch::RelatedEntity& found = related->entities[index];
  return fill_struct(entity, {.field = ksearch::c::field_of(found.field),
                              .value = view_of(found.value),
                              .count = found.count,
                              .total = found.total,
                              .lift = found.lift,
                              .significance = found.significance});
}

void ksearch_related_free(ksearch_related* related) { delete related; }

ksearch_status ksearch_suggest(ksearch_searcher* searcher, ksearch_string prefix, size_t limit,
                               ksearch_completions** completions, ksearch_error* error) {
  return guarded(error, [&] {
    require(completions != nullptr, "the place for the completions");
    *completions = nullptr;
    require(searcher != nullptr, "the searcher");
    *completions = new ksearch_completions{searcher->searcher.suggest(text_of(prefix), limit)};
  });
}

ksearch_status ksearch_completions_get(const ksearch_completions* completions, size_t index,
                                       ksearch_completion* completion) {
  if (completions == nullptr) return KSEARCH_INVALID_ARGUMENT;
  if (index >= completions->completions.size()) return KSEARCH_NOT_FOUND;
  const ksearch::Completion& found = completions->completions[index];
  return fill_struct(completion,
                     {.text = view_of(found.text),
                      .is_word = found.field ? 0 : 1,
                      .field = found.field ? ksearch::c::field_of(*found.field) : KSEARCH_PERSON,
                      .count = found.count});
}

void ksearch_completions_free(ksearch_completions* completions) { delete completions; }

}  // extern "C"
