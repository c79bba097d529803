#include <fmt/format.h>

#include <string>

#include "cli/exit_code.h"
#include "cli/marked_text.h"
#include "cli/number_text.h"
#include "cli/session.h"
#include "common/format/json_format.h"
#include "ksearch/error.h"
#include "ksearch/searcher.h"

namespace ksearch::cli {
namespace {

std::string failed_lines(const IndexDescription& description) {
  std::string lines;
  for (const SkippedDocument& skipped : description.failed) {
    lines += printable(skipped.path);
    if (!skipped.member.empty()) lines += ", " + printable(skipped.member);
    lines += ": " + printable(skipped.reason) + "\n";
  }
  return lines;
}

std::string text_description(const IndexDescription& description) {
  std::string text;
  const auto row = [&](std::string_view name, std::string_view value) {
    text += fmt::format("{:<12}{}\n", name, printable(value));
  };
  row("index", description.directory.string());
  row("documents", grouped(description.documents));
  row("text", size_text(description.text_bytes));
  row("on disk", size_text(description.disk_bytes));
  row("names", grouped(description.names));
  row("revision", grouped(description.revision));
  std::string languages;
  for (const auto& [language, count] : description.languages) {
    if (!languages.empty()) languages += ", ";
    languages += (language.empty() ? "unknown" : language) + " " + grouped(count);
  }
  row("languages", languages.empty() ? "none" : languages);
  for (const std::string& root : description.roots) row("indexed", root);
  row("made by", fmt::format("ksearch {}, analyzer {}, recogniser {}", description.created_by,
                             description.analyzer, description.recognizer));
  row("failed", description.failed.empty()
                    ? "nothing"
                    : grouped(description.failed.size()) + ", listed by 'ksearch info --failed'");
  return text;
}

}  // namespace

int run_info(Session& session) {
  const Arguments& arguments = session.arguments;
  if (!arguments.operands().empty()) {
    throw Error(ErrorCode::kInvalidArgument, "'info' takes no operand");
  }
  Searcher searcher(index_directory(session));
  const IndexDescription description = searcher.describe();
  const bool failed = arguments.has("failed");
  if (arguments.has("json")) {
    session.out.write(json_description(description, failed));
  } else {
    session.out.write(failed ? failed_lines(description) : text_description(description));
  }
  return kDone;
}

}  // namespace ksearch::cli
