#include "common/format/request_options.h"

#include <array>
#include <utility>

#include "ksearch/error.h"

namespace ksearch {
namespace {

SortOrder sort_order_from(const OptionValues& options, std::string_view name) {
  if (name == "relevance") return SortOrder::kRelevance;
  if (name == "newest") return SortOrder::kNewest;
  if (name == "oldest") return SortOrder::kOldest;
  throw Error(
      ErrorCode::kInvalidArgument,
      options.quoted("sort") + " is relevance, newest or oldest, not '" + std::string(name) + "'");
}

SnippetOrder snippet_order_from(const OptionValues& options, std::string_view name) {
  if (name == "text") return SnippetOrder::kText;
  if (name == "best") return SnippetOrder::kBest;
  throw Error(ErrorCode::kInvalidArgument, options.quoted("snippet-order") +
                                               " is text or best, not '" + std::string(name) + "'");
}

std::vector<Field> fields_from(std::string_view list) {
  std::vector<Field> fields;
  while (true) {
    const std::size_t comma = list.find(',');
    fields.push_back(field_named(list.substr(0, comma)));
    if (comma == std::string_view::npos) return fields;
    list.remove_prefix(comma + 1);
  }
}

std::pair<Field, std::string> field_and_value(const OptionValues& options,
                                              const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals + 1 == text.size()) {
    throw Error(
        ErrorCode::kInvalidArgument,
        options.quoted("without") + " takes FIELD=NAME, such as person=Putin, not '" + text + "'");
  }
  return {field_named(std::string_view(text).substr(0, equals)), text.substr(equals + 1)};
}

Filters filters_from(const OptionValues& options) {
  Filters filters;
  constexpr std::array kFilterOptions = {std::pair{std::string_view("person"), Field::kPerson},
                                         std::pair{std::string_view("place"), Field::kPlace},
                                         std::pair{std::string_view("org"), Field::kOrg},
                                         std::pair{std::string_view("language"), Field::kLanguage},
                                         std::pair{std::string_view("source"), Field::kSource}};
  for (const auto& [option, field] : kFilterOptions) {
    for (const std::string& name : options.values(option)) {
      if (name.empty()) {
        throw Error(ErrorCode::kInvalidArgument, options.quoted(option) + " names nothing");
      }
      filters.with.emplace_back(field, name);
    }
  }
  for (const std::string& excluded : options.values("without")) {
    filters.without.push_back(field_and_value(options, excluded));
  }
  for (const auto& [option, date] : {std::pair{std::string_view("since"), &filters.since},
                                     std::pair{std::string_view("until"), &filters.until}}) {
    const auto given = options.value(option);
    if (given && given->empty()) {
      throw Error(ErrorCode::kInvalidArgument, options.quoted(option) + " names no date");
    }
    *date = given.value_or("");
  }
  return filters;
}

}  // namespace

Field field_named(std::string_view name) {
  if (const auto field = field_from(name)) return *field;
  throw Error(ErrorCode::kInvalidArgument,
              "there is no field '" + std::string(name) +
                  "'; there are person, place, org, language, source, author, type and month");
}

TimeUnit time_unit_named(std::string_view name) {
  for (const TimeUnit unit : {TimeUnit::kDay, TimeUnit::kWeek, TimeUnit::kMonth, TimeUnit::kYear}) {
    if (name == to_string(unit)) return unit;
  }
  throw Error(ErrorCode::kInvalidArgument,
              "a timeline goes by day, week, month or year, not by '" + std::string(name) + "'");
}

std::string_view to_string(TimeUnit unit) noexcept {
  switch (unit) {
    case TimeUnit::kDay:
      return "day";
    case TimeUnit::kWeek:
      return "week";
    case TimeUnit::kMonth:
      return "month";
    case TimeUnit::kYear:
      break;
  }
  return "year";
}

std::string joined_query(const std::vector<std::string>& words) {
  std::string query;
  for (const std::string& word : words) {
    if (!query.empty()) query += ' ';
    query += word;
  }
  return query;
}

SearchRequest request_from(const OptionValues& options) {
  SearchRequest request;
  request.filters = filters_from(options);
  request.limit = options.number("limit", request.limit);
  request.offset = options.number("offset", request.offset);
  request.snippets = options.number("snippets", request.snippets);
  request.snippet_chars = options.number("snippet-chars", request.snippet_chars);
  if (const auto order = options.value("snippet-order")) {
    request.snippet_order = snippet_order_from(options, *order);
  }
  if (const auto order = options.value("sort")) request.sort = sort_order_from(options, *order);
  if (const auto fields = options.value("facets")) request.facets = fields_from(*fields);
  request.exact = options.has("exact");
  request.plain = options.has("plain");
  request.copies = options.has("copies");
  request.exact_total = options.has("exact-total");
  request.explain = options.has("explain");
  request.since_revision = options.number("since-rev", 0);
  request.proximity = !options.has("no-proximity");
  request.time_zone = options.value("time-zone").value_or("");
  request.recency = options.has("recency");
  request.spelling = !options.has("no-correct");
  request.stop_language = options.value("language").value_or("");
  return request;
}

}  // namespace ksearch
