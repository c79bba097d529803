#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

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
/// An answer in one format, piece by piece: begin(), hit() for each hit, end(). Together they are
/// what format_answer() gives. Paths that were written are remembered.
class AnswerFormatter {
 public:
  /// Everything must outlive it. The answer's own hits are not looked at.
  AnswerFormatter(OutputFormat format, const AnsweredQuery& outline, const TextStyle& style)
      : format_(format), outline_(outline), style_(style) {}

  [[nodiscard]] std::string begin();
  [[nodiscard]] std::string hit(Hit&& hit);
  [[nodiscard]] std::string end();

 private:
  /// A text block, with an empty line before it unless it is the first.
  [[nodiscard]] std::string block(std::string text);

  OutputFormat format_;
  const AnsweredQuery& outline_;
  const TextStyle& style_;
  bool has_blocks_ = false;
  std::unordered_set<std::string> paths_;
};

/// The whole answer in one format. The last line ends with a line feed. For a terminal, control
/// characters of all formats are made visible.
[[nodiscard]] std::string format_answer(OutputFormat format, const AnsweredQuery& answer,
                                        const TextStyle& style);

}  // namespace ksearch::cli
