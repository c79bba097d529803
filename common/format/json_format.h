#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/answered_query.h"
#include "ksearch/document.h"
#include "ksearch/entity.h"
#include "ksearch/error.h"
#include "ksearch/index_writer.h"
#include "ksearch/searcher.h"
#include "ksearch/verify.h"

namespace ksearch {

// JSON Lines of the program, as docs/output_formats.md describes them. Each function returns one
// object on one line with its line feed. Invalid UTF-8 is replaced by U+FFFD; characters that could
// control a terminal (DEL, C1, bidirectional overrides) are written as \u escapes.

/// Version of the lines, in the first one of each command.
inline constexpr int kJsonVersion = 1;

/// "results", the hits, and the facets: one line each.
[[nodiscard]] std::string json_results(const AnsweredQuery& answer);
/// The "results" line alone.
[[nodiscard]] std::string json_outline(const AnsweredQuery& answer);
/// With `explain` its reasons too.
[[nodiscard]] std::string json_hit(const Hit& hit, bool explain);
[[nodiscard]] std::string json_facet(const Facet& facet);
[[nodiscard]] std::string json_timeline(const Timeline& timeline, TimeUnit unit);
/// A line for each name, and for each completion.
[[nodiscard]] std::string json_related(const std::vector<RelatedEntity>& related);
[[nodiscard]] std::string json_completions(const std::vector<Completion>& completions);
[[nodiscard]] std::string json_document(const StoredDocument& stored);
/// A document as a record of JSON Lines that can be indexed again, with its people, places and
/// organisations, most mentioned first. What is not known is left out.
[[nodiscard]] std::string json_record(const StoredDocument& stored);
/// The same as a bulk action of a search server: two lines, what to do and the document, whose
/// metadata are a list apart.
[[nodiscard]] std::string json_bulk_action(const StoredDocument& stored);
[[nodiscard]] std::string json_description(const IndexDescription& description, bool with_failed);
[[nodiscard]] std::string json_verification(const VerifyReport& report);
[[nodiscard]] std::string json_counts(const IndexCounts& counts, std::chrono::milliseconds took,
                                      bool dry_run);
[[nodiscard]] std::string json_progress(const IndexProgress& progress);
/// A mention in a document of a file; its span lies in the document's text.
[[nodiscard]] std::string json_mention(std::string_view file, const Document& document,
                                       const Mention& mention);

/// A mention in a document of the index.
[[nodiscard]] std::string json_evidence(const MentionEvidence& evidence);

/// The address of a server that has begun to serve.
[[nodiscard]] std::string json_serving(std::string_view url);

/// For standard error: `span` is of the query, when the query is to blame.
[[nodiscard]] std::string json_error(const Error& error, std::optional<Span> span = std::nullopt);
/// `kind` is "failed", "repaired" or "ignored".
[[nodiscard]] std::string json_skipped(std::string_view kind, const SkippedDocument& skipped);
/// `kind` is "warning" or "note".
[[nodiscard]] std::string json_message(std::string_view kind, std::string_view message);

}  // namespace ksearch
