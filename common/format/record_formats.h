#pragma once

#include <string>
#include <string_view>

#include "common/format/answered_query.h"

namespace ksearch {

/// First line of the CSV format.
[[nodiscard]] std::string csv_header();
/// One record a hit (RFC 4180, but with line feeds alone). A field that a spreadsheet would run as
/// a formula, one that begins with = + - @, gets an apostrophe in front.
[[nodiscard]] std::string csv_records(const AnsweredQuery& answer);

/// The file of each hit, one a line, each once; the id of a hit that comes from no file.
[[nodiscard]] std::string path_lines(const AnsweredQuery& answer);

/// "ID Q0 DOC RANK SCORE ksearch" for trec_eval. ID is that of the batch, else 1. White space in
/// ids becomes '_', since the format parts fields by it.
[[nodiscard]] std::string trec_lines(const AnsweredQuery& answer);

}  // namespace ksearch
