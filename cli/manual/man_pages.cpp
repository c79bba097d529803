#include "cli/manual/man_pages.h"

#include <fmt/format.h>

#include <string_view>

namespace ksearch::cli {
namespace {

/// Text as scdoc takes it: what would mean something there is escaped.
std::string plain(std::string_view text) {
  constexpr std::string_view kMeaningful = "\\*_[]|#<>`~^+";
  std::string result;
  for (const char c : text) {
    if (kMeaningful.find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string literal(std::string_view text) {
  std::string result = "```\n";
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    result += fmt::format("{}\n", text.substr(at, end - at));
    at = end + 1;
  }
  return result + "```\n";
}

std::string option_names(const OptionSpec& option) {
  std::string names;
  if (option.letter != 0) names = fmt::format("*-{}*, ", option.letter);
  names += "*--" + plain(option.name) + "*";
  if (!option.bare.empty()) return names + "\\[=_" + plain(option.value) + "_\\]";
  if (!option.value.empty()) names += " _" + plain(option.value) + "_";
  return names;
}

std::string option_section(Command command, OptionGroup group, std::string_view heading) {
  std::string text;
  for (const OptionSpec& option : option_table()) {
    if (!option.built || option.group != group || (option.commands & only(command)) == 0) continue;
    text += fmt::format("{}\n\t{}\n\n", option_names(option), plain(option.help));
  }
  return text.empty() ? text : fmt::format("# {}\n\n{}", heading, text);
}

constexpr std::string_view kExitStatus =
    "# EXIT STATUS\n\n"
    "*0*\n\tHits, or done.\n\n"
    "*1*\n\tNothing found.\n\n"
    "*2*\n\tWrong usage, or a query that cannot be run.\n\n"
    "*3*\n\tNo usable index (missing, foreign, damaged, locked, of another version), or the disk "
    "is "
    "full.\n\n"
    "*4*\n\tFinished, but some documents could not be read.\n\n";

constexpr std::string_view kEnvironment =
    "# ENVIRONMENT\n\n"
    "*KSEARCH\\_INDEX*\n\tThe index to use when *--index* is not given; else "
    "_$XDG\\_DATA\\_HOME/ksearch/default_.\n\n"
    "*NO\\_COLOR*\n\tWhen set, output has no colour unless *--color always* asks for it.\n\n";

}  // namespace

std::string program_page() {
  std::string text =
      "ksearch(1)\n\n# NAME\n\n"
      "ksearch - search in news and documents, with people, places and organisations\n\n"
      "# SYNOPSIS\n\n"
      "*ksearch* [_OPTIONS_] _QUERY_...++\n"
      "*ksearch* _COMMAND_ [_OPTIONS_] ...\n\n"
      "# DESCRIPTION\n\n"
      "A first word that is no command begins a query.\n\n"
      "# COMMANDS\n\n";
  for (const CommandSpec& command : command_table()) {
    if (!command.built) continue;
    text += fmt::format("*{}*\n\t{}. See *ksearch-{}*(1).\n\n", command.name,
                        plain(command.summary), command.name);
  }
  text += option_section(Command::kHelp, OptionGroup::kEverywhere, "OPTIONS EVERYWHERE");
  text += kExitStatus;
  text += kEnvironment;
  text += "# EXAMPLES\n\n";
  text += literal("ksearch index ~/news\nksearch \"Medinsky ceasefire\" --facets");
  return text;
}

std::string command_page(const CommandSpec& command) {
  const bool is_search = command.command == Command::kSearch;
  std::string text = fmt::format(
      "ksearch-{0}(1)\n\n# NAME\n\nksearch-{0} - {1}\n\n# SYNOPSIS\n\n*ksearch* {2} "
      "[_OPTIONS_]{3}\n\n",
      command.name, plain(command.summary),
      is_search ? "[*search*]" : fmt::format("*{}*", command.name),
      command.operands.empty() ? "" : " " + plain(command.operands));
  if (!command.details.empty()) {
    text += fmt::format("# DESCRIPTION\n\n{}\n\n", plain(command.details));
  }
  text += option_section(command.command, OptionGroup::kOwn, "OPTIONS");
  text += option_section(command.command, OptionGroup::kFilter, "FILTERS");
  text += option_section(command.command, OptionGroup::kEverywhere, "OPTIONS EVERYWHERE");
  text += kExitStatus;
  if (!command.example.empty()) text += "# EXAMPLES\n\n" + literal(command.example) + "\n";
  return text + "# SEE ALSO\n\n*ksearch*(1)\n";
}

}  // namespace ksearch::cli
