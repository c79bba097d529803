#include "cli/search_output.h"

#include "cli/marked_text.h"
#include "cli/search_text.h"
#include "common/format/json_format.h"
#include "common/format/record_formats.h"
#include "ksearch/error.h"

namespace ksearch::cli {
namespace {

std::string format_records(OutputFormat format, const AnsweredQuery& answer) {
  if (format == OutputFormat::kCsv) return csv_records(answer);
  if (format == OutputFormat::kPaths) return path_lines(answer);
  return trec_lines(answer);
}

}  // namespace

OutputFormat output_format_from(std::string_view name) {
  if (name == "text") return OutputFormat::kText;
  if (name == "json") return OutputFormat::kJson;
  if (name == "csv") return OutputFormat::kCsv;
  if (name == "paths") return OutputFormat::kPaths;
  if (name == "trec") return OutputFormat::kTrec;
  throw Error(ErrorCode::kInvalidArgument,
              "'--format' is text, json, csv, paths or trec, not '" + std::string(name) + "'");
}

std::string format_prologue(OutputFormat format) {
  return format == OutputFormat::kCsv ? csv_header() : "";
}

std::string format_answer(OutputFormat format, const AnsweredQuery& answer,
                          const TextStyle& style) {
  if (format == OutputFormat::kText) return text_results(answer, style);
  if (format == OutputFormat::kJson) return json_results(answer);
  const std::string records = format_records(format, answer);
  return style.terminal.interactive ? printable(records, Lines::kKeep) : records;
}

}  // namespace ksearch::cli
