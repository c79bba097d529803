#include "cli/program.h"

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <new>

#include "cli/diagnostics.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/session.h"
#include "ksearch/error.h"
#include "ksearch/version.h"

namespace ksearch::cli {
namespace {

int run_help(Session& session) {
  const Arguments& arguments = session.arguments;
  if (arguments.command() == Command::kHelp && !arguments.operands().empty()) {
    const std::string& name = arguments.operands().front();
    const CommandSpec* command = find_command(name);
    if (command == nullptr || !command->built) {
      throw Error(ErrorCode::kInvalidArgument,
                  "there is no command '" + name + "'; 'ksearch help' lists them");
    }
    session.out.write(command_help(*command));
  } else if (arguments.command() == Command::kHelp || !arguments.names_command()) {
    session.out.write(general_help());
  } else {
    session.out.write(command_help(spec_of(arguments.command())));
  }
  return kDone;
}

int run_version(Session& session) {
  session.out.write("ksearch " + std::string(version()) + "\n");
  return kDone;
}

int run_command(Session& session) {
  if (session.arguments.has("help")) return run_help(session);
  if (session.arguments.has("version")) return run_version(session);
  switch (session.arguments.command()) {
    case Command::kSearch:
      return run_search(session);
    case Command::kIndex:
      return run_index(session);
    case Command::kFacets:
      return run_facets(session);
    case Command::kMentions:
      return run_mentions(session);
    case Command::kTimeline:
      return run_timeline(session);
    case Command::kRelated:
      return run_related(session);
    case Command::kSimilar:
      return run_similar(session);
    case Command::kSuggest:
      return run_suggest(session);
    case Command::kBrowse:
      return run_browse(session);
    case Command::kExport:
      return run_export(session);
    case Command::kVerify:
      return run_verify(session);
    case Command::kShow:
      return run_show(session);
    case Command::kEntities:
      return run_entities(session);
    case Command::kRemove:
      return run_remove(session);
    case Command::kInfo:
      return run_info(session);
    case Command::kMcp:
      return run_mcp(session);
    case Command::kServe:
      return run_serve(session);
    case Command::kHelp:
      return run_help(session);
    case Command::kVersion:
      return run_version(session);
    case Command::kShard:
      break;
  }
  // Arguments::parse() refuses the commands that are not built.
  throw Error(ErrorCode::kInternal, "the command has no code");
}

Diagnostics::Options diagnostics_options(const Arguments& arguments) {
  Verbosity verbosity = Verbosity::kNormal;
  if (arguments.has("verbose")) verbosity = Verbosity::kVerbose;
  if (arguments.has("quiet")) verbosity = Verbosity::kQuiet;
  return {.json = arguments.has("json"), .verbosity = verbosity};
}

int run_parsed(const Arguments& arguments, Diagnostics& diagnostics,
               const EnvironmentReader& environment) {
  const ColorMode mode = color_mode_from(arguments.value("color").value_or("auto"));
  Output out(STDOUT_FILENO);
  Session session{
      .arguments = arguments,
      .out = out,
      .diagnostics = diagnostics,
      .environment = environment,
      .terminal = decide_terminal(terminal_facts(STDOUT_FILENO), mode, environment),
      .error_terminal = decide_terminal(terminal_facts(STDERR_FILENO), mode, environment)};
  try {
    const int code = run_command(session);
    out.flush();
    return code;
  } catch (const Error&) {
    out.flush();  // what was found before the error belongs before it
    throw;
  }
}

}  // namespace

int run_program(const std::vector<std::string>& words, const EnvironmentReader& environment) {
  // Errors of the command line itself are JSON too when it asks for JSON.
  const auto options_end = std::ranges::find(words, "--");
  const bool json = std::find(words.begin(), options_end, "--json") != options_end;
  Diagnostics diagnostics(STDERR_FILENO, {.json = json});
  try {
    const Arguments arguments = Arguments::parse(words);
    diagnostics = Diagnostics(STDERR_FILENO, diagnostics_options(arguments));
    return run_parsed(arguments, diagnostics, environment);
  } catch (const OutputClosed&) {
    return kDone;
  } catch (const Error& error) {
    diagnostics.error(error);
    return exit_code_of(error.code());
  } catch (const std::bad_alloc&) {
    diagnostics.error(Error(ErrorCode::kInternal, "not enough memory"));
  } catch (const std::exception& error) {
    diagnostics.error(
        Error(ErrorCode::kInternal, std::string("a defect of ksearch: ") + error.what()));
  }
  return exit_code_of(ErrorCode::kInternal);
}

}  // namespace ksearch::cli
