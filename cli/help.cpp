#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace ksearch::cli {
namespace {

constexpr std::size_t kColumns = 79;
constexpr std::size_t kHelpColumn = 26;

/// `left` at the margin and `text` wrapped in the column to its right. The texts are ASCII.
std::string row(std::string_view left, std::string_view text, std::size_t column) {
  std::string result = "  " + std::string(left);
  if (result.size() + 2 > column)
    result += "\n" + std::string(column, ' ');
  else
    result.resize(column, ' ');
  std::size_t used = column;
  bool first = true;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(' '), text.size());
    if (!first && used + 1 + length > kColumns) {
      result += "\n" + std::string(column, ' ');
      used = column;
      first = true;
    }
    if (!first) {
      result += ' ';
      ++used;
    }
    result += text.substr(0, length);
    used += length;
    first = false;
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return result + "\n";
}

std::string option_names(const OptionSpec& option) {
  std::string names = option.letter == 0 ? "    " : fmt::format("-{}, ", option.letter);
  names += "--" + std::string(option.name);
  if (!option.bare.empty()) return names + "[=" + std::string(option.value) + "]";
  if (!option.value.empty()) names += " " + std::string(option.value);
  return names;
}

std::string option_rows(Command command, OptionGroup group, std::string_view heading) {
  std::string rows;
  for (const OptionSpec& option : option_table()) {
    if (!option.built || option.group != group || (option.commands & only(command)) == 0) continue;
    rows += row(option_names(option), option.help, kHelpColumn);
  }
  return rows.empty() ? rows : fmt::format("\n{}:\n{}", heading, rows);
}

constexpr std::string_view kExitCodes =
    "\nExit status:\n"
    "  0  hits, or done            3  no usable index, or the disk is full\n"
    "  1  nothing found            4  done, but some documents could not be read\n"
    "  2  wrong usage or query\n";

}  // namespace

std::string general_help() {
  std::string text =
      "ksearch - search in news and documents, with people, places and organisations\n\n"
      "Usage: ksearch [OPTIONS] QUERY...\n"
      "       ksearch COMMAND [OPTIONS] ...\n\n"
      "Commands:\n";
  for (const CommandSpec& command : command_table()) {
    if (command.built) text += row(command.name, command.summary, 14);
  }
  text +=
      "\nA first word that is no command begins a query. 'ksearch help COMMAND' tells\n"
      "all about a command.\n";
  text += option_rows(Command::kHelp, OptionGroup::kEverywhere, "Options everywhere");
  text += kExitCodes;
  text +=
      "\nExample:\n"
      "  ksearch index ~/news\n"
      "  ksearch \"Medinsky ceasefire\" --facets\n";
  return text;
}

std::string command_help(const CommandSpec& command) {
  std::string text =
      fmt::format("ksearch {} - {}\n\nUsage: ksearch {} [OPTIONS]{}{}\n", command.name,
                  command.summary, command.command == Command::kSearch ? "[search]" : command.name,
                  command.operands.empty() ? "" : " ", command.operands);
  if (!command.details.empty()) text += fmt::format("\n{}\n", command.details);
  text += option_rows(command.command, OptionGroup::kOwn, "Options");
  text += option_rows(command.command, OptionGroup::kFilter, "Filters");
  text += option_rows(command.command, OptionGroup::kEverywhere, "Everywhere");
  text += kExitCodes;
  return text + fmt::format("\nExample:\n  {}\n", command.example);
}

}  // namespace ksearch::cli
