#include <string>

#include "cli/browse/state.h"

namespace ksearch::cli::browse {
namespace {

/// A word as a POSIX shell reads it back.
std::string quoted(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
      "0123456789-_./:=+,@";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string result = "'";
  for (const char c : word) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

}  // namespace

std::string command_line(const State& state) {
  std::string line = "ksearch search";
  const auto option = [&](const std::string& name, const std::string& value) {
    line += " --" + name + " " + quoted(value);
  };
  if (!state.index_option.empty()) option("index", state.index_option);
  for (const Narrowing& narrowing : state.question.narrowings) {
    const std::string field(to_string(narrowing.field));
    if (narrowing.excluded) {
      option("without", field + "=" + narrowing.value);
    } else if (narrowing.field == Field::kMonth) {
      option("since", narrowing.value);
      option("until", narrowing.value);
    } else {
      option(field, narrowing.value);
    }
  }
  if (!state.base.filters.since.empty()) option("since", state.base.filters.since);
  if (!state.base.filters.until.empty()) option("until", state.base.filters.until);
  if (state.base.exact) line += " --exact";
  if (state.question.plain) line += " --plain";
  if (state.base.copies) line += " --copies";
  const bool everything = state.question.query.empty() && state.question.narrowings.empty() &&
                          state.base.filters.since.empty() && state.base.filters.until.empty();
  if (everything) return line + " '*'";
  if (!state.question.query.empty()) line += " -- " + quoted(state.question.query);
  return line;
}

}  // namespace ksearch::cli::browse
