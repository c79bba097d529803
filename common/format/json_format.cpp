#include "common/format/json_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "common/date_origin.h"
#include "common/dates.h"
#include "common/format/request_options.h"

namespace ksearch {
namespace {

using Json = nlohmann::ordered_json;

/// Escapes what JSON lets stand in strings and a terminal may obey: DEL, U+0080 to U+009F (C1),
/// U+2028 to U+202E and U+2066 to U+2069. In UTF-8 they begin with C2, or are E2 80 A8-AE and
/// E2 81 A6-A9; outside strings JSON is ASCII, so looking at bytes is enough.
std::string without_terminal_controls(const std::string& json) {
  std::string result;
  result.reserve(json.size());
  const auto byte = [&](std::size_t i) {
    return i < json.size() ? static_cast<unsigned char>(json[i]) : 0U;
  };
  for (std::size_t i = 0; i < json.size();) {
    const unsigned first = byte(i);
    const unsigned second = byte(i + 1);
    const unsigned third = byte(i + 2);
    if (first == 0x7F) {
      result += "\\u007f";
      i += 1;
    } else if (first == 0xC2 && second >= 0x80 && second <= 0x9F) {
      result += fmt::format("\\u{:04x}", second);
      i += 2;
    } else if (first == 0xE2 && ((second == 0x80 && third >= 0xA8 && third <= 0xAE) ||
                                 (second == 0x81 && third >= 0xA6 && third <= 0xA9))) {
      result += fmt::format("\\u{:04x}", 0x2000U + ((second & 0x3FU) << 6U) + (third & 0x3FU));
      i += 3;
    } else {
      result += json[i++];
    }
  }
  return result;
}

std::string line(const Json& json) {
  return without_terminal_controls(json.dump(-1, ' ', false, Json::error_handler_t::replace)) +
         "\n";
}

Json ranges(const std::vector<Span>& spans) {
  Json array = Json::array();
  for (const Span span : spans) array.push_back({span.begin, span.end});
  return array;
}

Json snippet_object(const Snippet& snippet) {
  Json object = {{"text", snippet.text},
                 {"begin", snippet.span.begin},
                 {"end", snippet.span.end},
                 {"highlights", ranges(snippet.highlights)}};
  if (snippet.page > 0) object["page"] = snippet.page;
  return object;
}

Json hit_object(const Hit& hit, bool explain) {
  Json snippets = Json::array();
  for (const Snippet& snippet : hit.snippets) snippets.push_back(snippet_object(snippet));
  Json object = {{"type", "hit"},
                 {"rank", hit.rank},
                 {"score", hit.score},
                 {"id", hit.id},
                 {"title", hit.title},
                 {"title_highlights", ranges(hit.title_highlights)},
                 {"path", hit.path},
                 {"url", hit.url},
                 {"source", hit.source},
                 {"date", hit.date},
                 {"language", hit.language},
                 {"snippets", std::move(snippets)},
                 {"person", hit.person},
                 {"place", hit.place},
                 {"org", hit.org},
                 {"copies", hit.copies}};
  if (explain) {
    Json reasons = Json::array();
    for (const MatchReason& reason : hit.reasons) {
      reasons.push_back({{"query_part", reason.query_part},
                         {"matched", reason.matched},
                         {"rule", reason.rule},
                         {"weight", reason.weight}});
    }
    object["reasons"] = std::move(reasons);
  }
  return object;
}

Json metadata_array(const Document& document) {
  Json array = Json::array();
  for (const auto& [key, value] : document.metadata) {
    array.push_back({{"key", key}, {"value", value}});
  }
  return array;
}

/// Entities of a type, most mentioned first, then in the order of the text.
std::vector<std::string> entities_of(const StoredDocument& stored, EntityType type) {
  std::vector<std::pair<std::string, std::size_t>> counts;
  for (const DocumentMention& mention : stored.mentions) {
    if (mention.type != type) continue;
    const auto known =
        std::ranges::find(counts, mention.entity, &std::pair<std::string, std::size_t>::first);
    if (known == counts.end()) {
      counts.emplace_back(mention.entity, 1);
    } else {
      ++known->second;
    }
  }
  std::ranges::stable_sort(counts, std::greater{}, &std::pair<std::string, std::size_t>::second);
  std::vector<std::string> names;
  for (auto& [name, count] : counts) names.push_back(std::move(name));
  return names;
}

/// What json_record() and json_bulk_action() have in common.
Json record_object(const StoredDocument& stored) {
  const Document& document = stored.document;
  Json record = {{"id", document.id}};
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) record[key] = value;
  };
  add("title", document.title);
  add("text", document.text);
  if (document.date) add("date", format_date(*document.date));
  add("language", document.language);
  add("source", document.source);
  add("url", document.url);
  if (!document.authors.empty()) record["authors"] = document.authors;
  // Where a record that was exported before came from is among its metadata.
  const auto key = &std::pair<std::string, std::string>::first;
  if (!document.path.empty() &&
      std::ranges::find(document.metadata, "path", key) == document.metadata.end()) {
    add("path", document.path);
    add("member", document.member);
  }
  record["person"] = entities_of(stored, EntityType::kPerson);
  record["place"] = entities_of(stored, EntityType::kPlace);
  record["org"] = entities_of(stored, EntityType::kOrg);
  return record;
}

Json counts_object(const IndexCounts& counts) {
  return {{"added", counts.added},     {"updated", counts.updated}, {"unchanged", counts.unchanged},
          {"removed", counts.removed}, {"failed", counts.failed},   {"ignored", counts.ignored}};
}

}  // namespace

std::string json_outline(const AnsweredQuery& answer) {
  const SearchResults& results = answer.results;
  Json header = {{"type", "results"},
                 {"version", kJsonVersion},
                 {"query", answer.request.query},
                 {"parsed_query", results.parsed_query},
                 {"total", results.total},
                 {"relation", results.total_is_exact ? "exact" : "estimate"},
                 {"revision", results.revision},
                 {"took_us", answer.took.count()}};
  if (!answer.batch_id.empty()) header["batch_id"] = answer.batch_id;
  if (!results.suggested_query.empty()) header["suggested_query"] = results.suggested_query;
  if (!results.corrected_query.empty()) header["corrected_query"] = results.corrected_query;
  for (const UnknownWord& unknown : results.unknown_words) {
    header["unknown_words"].push_back({{"word", unknown.word},
                                       {"begin", unknown.span.begin},
                                       {"end", unknown.span.end},
                                       {"near", unknown.near}});
  }
  return line(header);
}

std::string json_results(const AnsweredQuery& answer) {
  std::string lines = json_outline(answer);
  for (const Hit& hit : answer.results.hits) lines += json_hit(hit, answer.request.explain);
  for (const Facet& facet : answer.results.facets) lines += json_facet(facet);
  return lines;
}

std::string json_hit(const Hit& hit, bool explain) { return line(hit_object(hit, explain)); }

std::string json_facet(const Facet& facet) {
  Json values = Json::array();
  for (const FacetValue& value : facet.values) {
    Json variants = Json::array();
    for (const FacetVariant& variant : value.variants) {
      variants.push_back({{"name", variant.name},
                          {"count", variant.count},
                          {"type", variant.type},
                          {"rule", variant.rule}});
    }
    values.push_back(
        {{"value", value.value}, {"count", value.count}, {"variants", std::move(variants)}});
  }
  return line({{"type", "facet"},
               {"field", to_string(facet.field)},
               {"values", std::move(values)},
               {"more", facet.more}});
}

std::string json_timeline(const Timeline& timeline, TimeUnit unit) {
  Json bars = Json::array();
  for (const TimelineBar& bar : timeline.bars) {
    bars.push_back({{"period", bar.period}, {"count", bar.count}});
  }
  return line({{"type", "timeline"},
               {"version", kJsonVersion},
               {"by", to_string(unit)},
               {"bars", std::move(bars)},
               {"undated", timeline.undated}});
}

std::string json_related(const std::vector<RelatedEntity>& related) {
  std::string lines;
  for (const RelatedEntity& entity : related) {
    lines += line({{"type", "related"},
                   {"field", to_string(entity.field)},
                   {"value", entity.value},
                   {"count", entity.count},
                   {"total", entity.total},
                   {"lift", entity.lift},
                   {"significance", entity.significance}});
  }
  return lines;
}

std::string json_completions(const std::vector<Completion>& completions) {
  std::string lines;
  for (const Completion& completion : completions) {
    lines += line({{"type", "completion"},
                   {"text", completion.text},
                   {"field", completion.field ? to_string(*completion.field) : "word"},
                   {"count", completion.count}});
  }
  return lines;
}

std::string json_document(const StoredDocument& stored) {
  const Document& document = stored.document;
  Json mentions = Json::array();
  for (const DocumentMention& mention : stored.mentions) {
    const std::string& where = mention.in_title ? document.title : document.text;
    mentions.push_back({{"type", to_string(mention.type)},
                        {"text", where.substr(mention.span.begin, mention.span.size())},
                        {"name", mention.name},
                        {"entity", mention.entity},
                        {"begin", mention.span.begin},
                        {"end", mention.span.end},
                        {"in_title", mention.in_title}});
  }
  return line({{"type", "document"},
               {"version", kJsonVersion},
               {"id", document.id},
               {"title", document.title},
               {"title_highlights", ranges(stored.title_highlights)},
               {"path", document.path},
               {"member", document.member},
               {"url", document.url},
               {"source", document.source},
               {"date", document.date ? format_date(*document.date) : ""},
               {"date_origin", document.date ? to_string(document.date->origin) : ""},
               {"language", document.language},
               {"file_type", document.type},
               {"authors", document.authors},
               {"metadata", metadata_array(document)},
               {"text", document.text},
               {"highlights", ranges(stored.highlights)},
               {"furniture", ranges(document.furniture)},
               {"pages", document.pages},
               {"mentions", std::move(mentions)},
               {"copies", stored.copies}});
}

std::string json_record(const StoredDocument& stored) {
  Json record = record_object(stored);
  for (const auto& [key, value] : stored.document.metadata) {
    // A record that was exported before holds its names among its metadata.
    if (!record.contains(key)) record[key] = value;
  }
  return line(record);
}

std::string json_bulk_action(const StoredDocument& stored) {
  Json record = record_object(stored);
  if (!stored.document.metadata.empty()) record["metadata"] = metadata_array(stored.document);
  return line({{"index", {{"_id", stored.document.id}}}}) + line(record);
}

std::string json_description(const IndexDescription& description, bool with_failed) {
  Json languages = Json::array();
  for (const auto& [language, count] : description.languages) {
    languages.push_back({{"value", language}, {"count", count}});
  }
  std::string lines = line({{"type", "index"},
                            {"version", kJsonVersion},
                            {"directory", description.directory.string()},
                            {"documents", description.documents},
                            {"text_bytes", description.text_bytes},
                            {"disk_bytes", description.disk_bytes},
                            {"revision", description.revision},
                            {"names", description.names},
                            {"created_by", description.created_by},
                            {"analyzer", description.analyzer},
                            {"recognizer", description.recognizer},
                            {"languages", std::move(languages)},
                            {"roots", description.roots},
                            {"failed", description.failed.size()}});
  if (with_failed) {
    for (const SkippedDocument& skipped : description.failed) {
      lines += json_skipped("failed", skipped);
    }
  }
  return lines;
}

std::string json_verification(const VerifyReport& report) {
  Json damages = Json::array();
  for (const Damage& damage : report.damages) {
    damages.push_back({{"part", damage.part}, {"problem", damage.problem}});
  }
  return line({{"type", "verification"},
               {"version", kJsonVersion},
               {"sound", report.damages.empty()},
               {"documents", report.documents},
               {"files", report.files},
               {"damages", std::move(damages)}});
}

std::string json_counts(const IndexCounts& counts, std::chrono::milliseconds took, bool dry_run) {
  Json object = {{"type", "indexed"}, {"version", kJsonVersion}};
  object.update(counts_object(counts));
  object["dry_run"] = dry_run;
  object["took_ms"] = took.count();
  return line(object);
}

std::string json_progress(const IndexProgress& progress) {
  Json object = {{"type", "progress"}};
  object.update(counts_object(progress.counts));
  object.update(Json{{"files_found", progress.files_found},
                     {"files_done", progress.files_done},
                     {"bytes_found", progress.bytes_found},
                     {"bytes_done", progress.bytes_done},
                     {"scanning", progress.scanning},
                     {"merging", progress.merging}});
  return line(object);
}

std::string json_mention(std::string_view file, const Document& document, const Mention& mention) {
  Json object = {{"file", file},
                 {"type", to_string(mention.type)},
                 {"text", document.text.substr(mention.span.begin, mention.span.size())},
                 {"name", mention.name},
                 {"begin", mention.span.begin},
                 {"end", mention.span.end}};
  if (!document.member.empty()) object["member"] = document.member;
  return line(object);
}

std::string json_evidence(const MentionEvidence& evidence) {
  const DocumentMention& mention = evidence.mention;
  return line({{"type", "mention"},
               {"document", evidence.document},
               {"title", evidence.title},
               {"date", evidence.date},
               {"field", to_string(mention.type)},
               {"entity", mention.entity},
               {"name", mention.name},
               {"text", evidence.surface},
               {"begin", mention.span.begin},
               {"end", mention.span.end},
               {"in_title", mention.in_title},
               {"sentence", snippet_object(evidence.sentence)}});
}

std::string json_serving(std::string_view url) {
  return line({{"type", "serving"}, {"version", kJsonVersion}, {"url", url}});
}

std::string json_error(const Error& error, std::optional<Span> span) {
  Json object = {{"type", "error"}, {"code", to_string(error.code())}, {"message", error.what()}};
  if (span) {
    object["begin"] = span->begin;
    object["end"] = span->end;
  }
  return line(object);
}

std::string json_skipped(std::string_view kind, const SkippedDocument& skipped) {
  return line({{"type", kind},
               {"path", skipped.path},
               {"member", skipped.member},
               {"reason", skipped.reason}});
}

std::string json_message(std::string_view kind, std::string_view message) {
  return line({{"type", kind}, {"message", message}});
}

}  // namespace ksearch
