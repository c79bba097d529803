#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/format/option_values.h"

namespace ksearch::cli {

/// The first words that are commands. All are reserved, whether this version has them or not.
enum class Command : std::uint8_t {
  kSearch,
  kIndex,
  kFacets,
  kMentions,
  kTimeline,
  kRelated,
  kShow,
  kSimilar,
  kBrowse,
  kServe,
  kEntities,
  kRemove,
  kExport,
  kInfo,
  kVerify,
  kSuggest,
  kMcp,
  kShard,
  kHelp,
  kVersion,
};

/// Set of commands, one bit for each.
using CommandSet = std::uint32_t;
[[nodiscard]] constexpr CommandSet only(Command command) {
  return CommandSet{1} << static_cast<unsigned>(command);
}
template <typename... Commands>
[[nodiscard]] constexpr CommandSet any_of(Commands... commands) {
  return (only(commands) | ...);
}

/// One row of the table of commands.
struct CommandSpec {
  Command command;
  std::string_view name;
  std::string_view operands;  ///< as in a usage line: "FIELD [QUERY...]"
  std::string_view summary;   ///< one line of the general help
  std::string_view details;   ///< paragraphs of the command's own help
  std::string_view example;   ///< lines that end the command's help
  bool built = true;          ///< false: reserved and not part of this version
};

/// Heading of the help under which an option stands.
enum class OptionGroup : std::uint8_t { kOwn, kFilter, kEverywhere };

/// One row of the table of options. A name means the same and takes a value, or none, in every
/// command that has it: so options may stand before the command.
struct OptionSpec {
  std::string_view name;
  char letter;                 ///< one-letter form; 0: none
  std::string_view value;      ///< placeholder of its value; empty: a switch
  CommandSet commands;         ///< that take it
  std::string_view help;       ///< one sentence
  std::string_view bare = {};  ///< value meant when given without one; only "=VALUE" gives another
  OptionGroup group = OptionGroup::kOwn;
  bool built = true;  ///< false: recognised and refused, never ignored
};

[[nodiscard]] std::span<const CommandSpec> command_table();
[[nodiscard]] std::span<const OptionSpec> option_table();
[[nodiscard]] const CommandSpec& spec_of(Command command);
[[nodiscard]] const CommandSpec* find_command(std::string_view name);

/// A parsed command line. Immutable.
class Arguments : public OptionValues {
 public:
  /// Reads the words after the program's name. The first operand before any `--` is the command if
  /// the table has it; else all operands are a query. Throws Error(kInvalidArgument) for an unknown
  /// option, one of another command or one without its value, and for what this version lacks.
  [[nodiscard]] static Arguments parse(const std::vector<std::string>& words);

  [[nodiscard]] Command command() const { return command_; }
  /// Whether the command was written out, and not meant by a query alone.
  [[nodiscard]] bool names_command() const { return names_command_; }
  /// What is left beside command and options, in order.
  [[nodiscard]] const std::vector<std::string>& operands() const { return operands_; }
  // Names are long names of the table's rows.
  [[nodiscard]] bool has(std::string_view option) const override;
  [[nodiscard]] std::vector<std::string> values(std::string_view option) const override;
  [[nodiscard]] std::string quoted(std::string_view option) const override;

 private:
  Command command_ = Command::kSearch;
  bool names_command_ = false;
  std::vector<std::string> operands_;
  std::map<std::string, std::vector<std::string>, std::less<>> options_;
};

}  // namespace ksearch::cli
