#include "cli/search_output.h"

#include <utility>

#include "cli/facet_text.h"
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

std::string AnswerFormatter::begin() {
  if (format_ == OutputFormat::kJson) return json_outline(outline_);
  return format_ == OutputFormat::kText ? block(text_head(outline_, style_)) : "";
}

std::string AnswerFormatter::hit(Hit&& hit) {
  if (format_ == OutputFormat::kJson) return json_hit(hit, outline_.request.explain);
  if (format_ == OutputFormat::kText) {
    return block(text_hit(hit, outline_, style_, outline_.results.total));
  }
  if (format_ == OutputFormat::kPaths && !paths_.insert(hit.path).second && !hit.path.empty()) {
    return "";
  }
  SearchResults one;
  one.hits.push_back(std::move(hit));
  const AnsweredQuery answer{outline_.request, one, outline_.took, outline_.batch_id,
                             outline_.dominant_language};
  return format_answer(format_, answer, style_);
}

std::string AnswerFormatter::end() {
  std::string text;
  if (format_ == OutputFormat::kJson) {
    for (const Facet& facet : outline_.results.facets) text += json_facet(facet);
  } else if (format_ == OutputFormat::kText && !outline_.results.facets.empty()) {
    text = block(text_facets(outline_.results.facets, style_.terminal));
  }
  return text;
}

std::string AnswerFormatter::block(std::string text) {
  if (text.empty()) return text;
  if (std::exchange(has_blocks_, true)) text.insert(text.begin(), '\n');
  return text;
}

}  // namespace ksearch::cli
