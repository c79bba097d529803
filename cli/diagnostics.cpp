#include "cli/diagnostics.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "cli/marked_text.h"
#include "common/format/json_format.h"
#include "searcher/query/caret.h"

namespace ksearch::cli {
namespace {

std::string place_and_reason(const SkippedDocument& skipped) {
  // Records of a stream have no path.
  std::string message = printable(skipped.path.empty() ? skipped.member : skipped.path);
  if (!skipped.path.empty() && !skipped.member.empty()) message += ", " + printable(skipped.member);
  return message + ": " + printable(skipped.reason);
}

}  // namespace

void Diagnostics::error(const Error& error) {
  if (options_.json) return line(json_error(error));
  line("ksearch: " + printable(error.what()) + "\n");
}

void Diagnostics::query_error(const QueryError& error, std::string_view query) {
  if (options_.json) return line(json_error(error, error.span()));
  line("ksearch: " + printable(error.what()) + "\n" + query::caret_message(query, error.span()) +
       "\n");
}

void Diagnostics::failed(const SkippedDocument& skipped) {
  if (options_.json) return line(json_skipped("failed", skipped));
  line("ksearch: " + place_and_reason(skipped) + "\n");
}

void Diagnostics::repaired(const SkippedDocument& repaired) {
  if (options_.verbosity != Verbosity::kVerbose) return;
  if (options_.json) return line(json_skipped("repaired", repaired));
  line("ksearch: repaired " + place_and_reason(repaired) + "\n");
}

void Diagnostics::ignored(const SkippedDocument& ignored) {
  if (options_.verbosity != Verbosity::kVerbose) return;
  if (options_.json) return line(json_skipped("ignored", ignored));
  line("ksearch: ignored " + place_and_reason(ignored) + "\n");
}

void Diagnostics::warning(std::string_view message) {
  if (options_.verbosity == Verbosity::kQuiet) return;
  if (options_.json) return line(json_message("warning", message));
  line("ksearch: warning: " + printable(message) + "\n");
}

void Diagnostics::note(std::string_view message) {
  if (options_.verbosity == Verbosity::kQuiet) return;
  if (options_.json) return line(json_message("note", message));
  line("ksearch: " + printable(message) + "\n");
}

void Diagnostics::draw(std::string_view text) {
  if (text.empty() && !drawn_) return;
  write("\r\x1b[K" + std::string(text));
  drawn_ = !text.empty();
}

void Diagnostics::line(std::string_view text) {
  draw({});
  write(text);
}

void Diagnostics::write(std::string_view bytes) const {
  // A closed standard error leaves nobody to tell; the work goes on.
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return;
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
}

}  // namespace ksearch::cli
