#include "bindings/c/boundary.h"

#include <algorithm>
#include <new>

#include "bindings/c/searcher.h"
#include "ksearch/version.h"

namespace ksearch::c {
namespace {

ksearch_status status_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return KSEARCH_INVALID_ARGUMENT;
    case ErrorCode::kInvalidQuery:
      return KSEARCH_INVALID_QUERY;
    case ErrorCode::kNotFound:
      return KSEARCH_NOT_FOUND;
    case ErrorCode::kIndexMissing:
      return KSEARCH_INDEX_MISSING;
    case ErrorCode::kIndexForeign:
      return KSEARCH_INDEX_FOREIGN;
    case ErrorCode::kIndexLocked:
      return KSEARCH_INDEX_LOCKED;
    case ErrorCode::kIndexCorrupt:
      return KSEARCH_INDEX_CORRUPT;
    case ErrorCode::kIndexVersion:
      return KSEARCH_INDEX_VERSION;
    case ErrorCode::kReadOnly:
      return KSEARCH_READ_ONLY;
    case ErrorCode::kDiskFull:
      return KSEARCH_DISK_FULL;
    case ErrorCode::kIo:
      return KSEARCH_IO;
    case ErrorCode::kInternal:
      return KSEARCH_INTERNAL;
  }
  return KSEARCH_INTERNAL;
}

/// Copies a message with its terminator; what does not fit is cut before a code point.
void copy_message(std::string_view message, char* target, std::size_t room) noexcept {
  std::size_t length = std::min(message.size(), room - 1);
  if (length < message.size()) {
    while (length > 0 && (static_cast<unsigned char>(message[length]) & 0xC0U) == 0x80U) --length;
  }
  std::memcpy(target, message.data(), length);
  target[length] = '\0';
}

ksearch_status report(ksearch_error* error, ksearch_status status, std::string_view message,
                      Span span) noexcept {
  if (error != nullptr) {
    ksearch_error values{};
    values.status = status;
    values.span = {span.begin, span.end};
    copy_message(message, values.message, sizeof values.message);
    fill_struct(error, values);
  }
  return status;
}

}  // namespace

ksearch_status report_exception(ksearch_error* error) noexcept {
  try {
    throw;
  } catch (const QueryError& problem) {
    return report(error, KSEARCH_INVALID_QUERY, problem.what(), problem.span());
  } catch (const Error& problem) {
    return report(error, status_of(problem.code()), problem.what(), {});
  } catch (const std::bad_alloc&) {
    return report(error, KSEARCH_OUT_OF_MEMORY, "there is not enough memory", {});
  } catch (const std::exception& problem) {
    return report(error, KSEARCH_INTERNAL, problem.what(), {});
  } catch (...) {
    return report(error, KSEARCH_INTERNAL, "an exception of unknown type", {});
  }
}

void require(bool present, std::string_view what) {
  if (!present) throw Error(ErrorCode::kInvalidArgument, std::string(what) + " is NULL");
}

std::string_view text_of(ksearch_string string) {
  require(string.data != nullptr || string.size == 0, "the address of a text");
  return string.size == 0 ? std::string_view() : std::string_view(string.data, string.size);
}

ksearch_string view_of(std::string_view text) noexcept {
  return {text.data() == nullptr ? "" : text.data(), text.size()};
}

std::vector<ksearch_string> views_of(const std::vector<std::string>& texts) {
  std::vector<ksearch_string> views;
  views.reserve(texts.size());
  for (const std::string& text : texts) views.push_back(view_of(text));
  return views;
}

std::vector<ksearch_span> spans_of(const std::vector<Span>& spans) {
  std::vector<ksearch_span> result;
  result.reserve(spans.size());
  for (const Span span : spans) result.push_back({span.begin, span.end});
  return result;
}

Field field_of(ksearch_field field) {
  if (field < KSEARCH_PERSON || field > KSEARCH_MONTH) {
    throw Error(ErrorCode::kInvalidArgument, std::to_string(field) + " is no field");
  }
  return static_cast<Field>(field);
}

ksearch_field field_of(Field field) noexcept { return static_cast<ksearch_field>(field); }

SearchRequest request_of(const ksearch_request* given) {
  ksearch_request defaults;
  ksearch_request_init(&defaults, sizeof defaults);
  const ksearch_request request =
      read_struct(given, defaults, offsetof(ksearch_request, snippet_order));
  SearchRequest result;
  result.query = text_of(request.query);
  require(request.filters != nullptr || request.filter_count == 0, "the list of filters");
  for (std::size_t i = 0; i < request.filter_count; ++i) {
    const ksearch_filter& filter = request.filters[i];
    auto& conditions = filter.without != 0 ? result.filters.without : result.filters.with;
    conditions.emplace_back(field_of(filter.field), text_of(filter.value));
  }
  result.filters.since = text_of(request.since);
  result.filters.until = text_of(request.until);
  result.offset = request.offset;
  result.limit = request.limit;
  if (request.sort < KSEARCH_BY_RELEVANCE || request.sort > KSEARCH_OLDEST_FIRST) {
    throw Error(ErrorCode::kInvalidArgument,
                std::to_string(request.sort) + " is no order of results");
  }
  result.sort = static_cast<SortOrder>(request.sort);
  result.snippets = request.snippets;
  result.snippet_chars = request.snippet_code_points;
  require(request.facets != nullptr || request.facet_count == 0, "the list of facets");
  for (std::size_t i = 0; i < request.facet_count; ++i) {
    result.facets.push_back(field_of(request.facets[i]));
  }
  result.facet_values = request.facet_values;
  result.exact = request.exact != 0;
  result.plain = request.plain != 0;
  result.exact_total = request.exact_total != 0;
  result.explain = request.explain != 0;
  result.stop_language = text_of(request.stop_language);
  if (request.snippet_order < KSEARCH_SNIPPETS_AS_IN_TEXT ||
      request.snippet_order > KSEARCH_BEST_SNIPPET_FIRST) {
    throw Error(ErrorCode::kInvalidArgument,
                std::to_string(request.snippet_order) + " is no order of passages");
  }
  result.snippet_order = static_cast<SnippetOrder>(request.snippet_order);
  result.copies = request.copies != 0;
  result.recency = request.recency != 0;
  result.spelling = request.spelling != 0;
  result.since_revision = request.since_revision;
  result.proximity = request.proximity != 0;
  result.time_zone = text_of(request.time_zone);
  if (request.synonyms != nullptr) result.synonyms = request.synonyms->synonyms;
  return result;
}

}  // namespace ksearch::c

extern "C" {

const char* ksearch_status_name(ksearch_status status) {
  switch (status) {
    case KSEARCH_OK:
      return "ok";
    case KSEARCH_INVALID_ARGUMENT:
      return "invalid_argument";
    case KSEARCH_INVALID_QUERY:
      return "invalid_query";
    case KSEARCH_NOT_FOUND:
      return "not_found";
    case KSEARCH_INDEX_MISSING:
      return "index_missing";
    case KSEARCH_INDEX_FOREIGN:
      return "index_foreign";
    case KSEARCH_INDEX_LOCKED:
      return "index_locked";
    case KSEARCH_INDEX_CORRUPT:
      return "index_corrupt";
    case KSEARCH_INDEX_VERSION:
      return "index_version";
    case KSEARCH_READ_ONLY:
      return "read_only";
    case KSEARCH_DISK_FULL:
      return "disk_full";
    case KSEARCH_IO:
      return "io";
    case KSEARCH_OUT_OF_MEMORY:
      return "out_of_memory";
    case KSEARCH_INTERNAL:
      return "internal";
  }
  return "unknown";
}

const char* ksearch_field_name(ksearch_field field) {
  // The names are literals, hence terminated.
  if (field < KSEARCH_PERSON || field > KSEARCH_MONTH) return "unknown";
  return to_string(static_cast<ksearch::Field>(field)).data();
}

const char* ksearch_version(void) { return ksearch::version().data(); }

int ksearch_abi_version(void) { return KSEARCH_ABI; }

void ksearch_request_init(ksearch_request* request, size_t struct_size) {
  if (request == nullptr) return;
  const ksearch::SearchRequest defaults;
  ksearch_request values{};
  const ksearch_string empty = ksearch::c::view_of({});
  values.query = values.since = values.until = values.stop_language = values.time_zone = empty;
  values.limit = defaults.limit;
  values.snippets = defaults.snippets;
  values.snippet_code_points = defaults.snippet_chars;
  values.facet_values = defaults.facet_values;
  values.spelling = defaults.spelling ? 1 : 0;
  values.proximity = defaults.proximity ? 1 : 0;
  request->struct_size = struct_size;
  ksearch::c::fill_struct(request, values);
}

}  // extern "C"
