#include "cli/manual/completions.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/options.h"

namespace ksearch::cli {
namespace {

/// Options whose values are few; a value of another one is completed as a file where it is one.
constexpr auto kFixedValues = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"sort", "relevance newest oldest"},
    {"color", "auto always never"},
    {"by", "day week month year"},
});
constexpr std::string_view kFields = "person place org language source author type month";

std::string_view fixed_values(std::string_view option) {
  for (const auto& [name, values] : kFixedValues) {
    if (name == option) return values;
  }
  return {};
}

bool names_file(const OptionSpec& option) {
  return option.value == "FILE" || option.value == "FILE|-" || option.value == "DIR";
}

std::vector<const OptionSpec*> options_of(Command command) {
  std::vector<const OptionSpec*> options;
  for (const OptionSpec& option : option_table()) {
    if (option.built && (option.commands & only(command)) != 0) options.push_back(&option);
  }
  return options;
}

bool takes_files(Command command) {
  return command == Command::kIndex || command == Command::kEntities;
}

/// Text between single quotes of a POSIX shell.
std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string bash_words(Command command) {
  std::string words;
  for (const OptionSpec* option : options_of(command)) {
    if (!words.empty()) words += ' ';
    words += "--" + std::string(option->name);
  }
  return words;
}

/// A help sentence as _arguments takes it: brackets and colons mean something there.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_spec(const OptionSpec& option) {
  std::string spec = fmt::format("--{}", option.name);
  if (!option.bare.empty()) spec += "=-";
  spec += "[" + zsh_text(option.help) + "]";
  if (!option.value.empty()) {
    const std::string_view values = fixed_values(option.name);
    spec += option.bare.empty() ? ":" : "::";
    spec += zsh_text(option.value) + ":";
    if (!values.empty()) {
      spec += fmt::format("({})", values);
    } else if (names_file(option)) {
      spec += "_files";
    }
  }
  return quoted("*" + spec);
}

}  // namespace

std::string bash_completion() {
  std::string commands;
  std::string cases;
  for (const CommandSpec& command : command_table()) {
    if (!command.built) continue;
    commands += (commands.empty() ? "" : " ") + std::string(command.name);
    cases +=
        fmt::format("    {}) options={} ;;\n", command.name, quoted(bash_words(command.command)));
  }
  std::string values;
  for (const auto& [option, words] : kFixedValues) {
    values += fmt::format("    --{}) COMPREPLY=($(compgen -W {} -- \"$word\")); return ;;\n",
                          option, quoted(words));
  }
  return fmt::format(R"(# bash completion of ksearch, made from its tables of commands and options
_ksearch() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
  local command=search options= known={} i
  case $before in
{}  esac
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case " $known " in *" ${{COMP_WORDS[i]}} "*) command=${{COMP_WORDS[i]}}; break ;; esac
  done
  case $command in
{}  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [[ $i == "$COMP_CWORD" && $COMP_CWORD == 1 ]]; then
    COMPREPLY=($(compgen -W "$known" -- "$word"))
  elif [[ $command == facets && $((i + 1)) == "$COMP_CWORD" ]]; then
    COMPREPLY=($(compgen -W {} -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}}
complete -o filenames -F _ksearch ksearch
)",
                     quoted(commands), values, cases, quoted(kFields));
}

std::string zsh_completion() {
  std::string commands;
  std::string cases;
  for (const CommandSpec& command : command_table()) {
    if (!command.built) continue;
    commands += "    " + quoted(std::string(command.name) + ":" + zsh_text(command.summary)) + "\n";
    cases += fmt::format("    {})\n      _arguments -s", command.name);
    for (const OptionSpec* option : options_of(command.command)) {
      cases += " \\\n        " + zsh_spec(*option);
    }
    if (command.command == Command::kFacets) {
      cases += " \\\n        " + quoted(fmt::format("1:field:({})", kFields));
    } else if (takes_files(command.command)) {
      cases += " \\\n        " + quoted("*:file:_files");
    }
    cases += "\n      ;;\n";
  }
  return fmt::format(R"(#compdef ksearch
# zsh completion of ksearch, made from its tables of commands and options
local -a commands=(
{})
local command=search
if (( CURRENT == 2 )) && [[ ${{words[2]}} != -* ]]; then
  _describe command commands
  return
fi
if (( ${{commands[(I)${{words[2]}}:*]}} )); then
  command=${{words[2]}}
  shift words
  (( CURRENT-- ))
fi
case $command in
{}esac
)",
                     commands, cases);
}

std::string fish_completion() {
  std::string text = "# fish completion of ksearch, made from its tables of commands and options\n";
  for (const CommandSpec& command : command_table()) {
    if (!command.built) continue;
    text += fmt::format("complete -c ksearch -f -n __fish_use_subcommand -a {} -d {}\n",
                        command.name, quoted(command.summary));
    const std::string seen = fmt::format("__fish_seen_subcommand_from {}", command.name);
    const std::string condition =
        quoted(command.command == Command::kSearch ? seen + "; or __fish_use_subcommand" : seen);
    for (const OptionSpec* option : options_of(command.command)) {
      text += fmt::format("complete -c ksearch -n {} -l {}", condition, option->name);
      if (option->letter != 0) text += fmt::format(" -s {}", option->letter);
      const std::string_view values = fixed_values(option->name);
      if (!values.empty()) {
        text += fmt::format(" -x -a {}", quoted(values));
      } else if (!option->value.empty()) {
        text += names_file(*option) ? " -r -F" : option->bare.empty() ? " -x" : "";
      }
      text += fmt::format(" -d {}\n", quoted(option->help));
    }
    if (takes_files(command.command)) {
      text += fmt::format("complete -c ksearch -F -n {}\n", condition);
    }
    if (command.command == Command::kFacets) {
      text += fmt::format("complete -c ksearch -f -n {} -a {}\n", condition, quoted(kFields));
    }
  }
  return text;
}

}  // namespace ksearch::cli
