#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "common/format/answered_query.h"
#include "ksearch/document.h"
#include "ksearch/entity.h"
#include "ksearch/error.h"
#include "ksearch/index_writer.h"
#include "ksearch/searcher.h"

namespace ksearch {

// JSON Lines of the program, as docs/output_formats.md describes them. Each function returns one
// object on one line with its line feed. Invalid UTF-8 is replaced by U+FFFD; characters that could
// control a terminal (DEL, C1, bidirectional overrides) are written as \u escapes.

/// Version of the lines, in the first one of each command.
inline constexpr int kJsonVersion = 1;

/// "results", the hits, and the facets: one line each.
[[nodiscard]] std::string json_results(const AnsweredQuery& answer);
[[nodiscard]] std::string json_hit(const Hit& hit, bool explain);
[[nodiscard]] std::string json_facet(const Facet& facet);
[[nodiscard]] std::string json_document(const StoredDocument& stored);
[[nodiscard]] std::string json_description(const IndexDescription& description, bool with_failed);
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
