#pragma once

#include <string>
#include <string_view>

#include "cli/terminal.h"
#include "common/format/answered_query.h"

namespace ksearch::cli {

/// Value of --format.
enum class OutputFormat { kText, kJson, kCsv, kPaths, kTrec };

/// Reads --format's value; throws Error(kInvalidArgument) for an unknown one.
[[nodiscard]] OutputFormat output_format_from(std::string_view name);

/// Choices of the text format.
struct TextStyle {
  Terminal terminal;
  bool headline = true;  ///< the line with total and time
  bool parsed = false;   ///< the query as it was read
};

/// What comes before all answers: the names of the columns in CSV, else nothing.
[[nodiscard]] std::string format_prologue(OutputFormat format);
/// The whole answer in one format. The last line ends with a line feed. For a terminal, control
/// characters of all formats are made visible.
[[nodiscard]] std::string format_answer(OutputFormat format, const AnsweredQuery& answer,
                                        const TextStyle& style);

}  // namespace ksearch::cli
