#pragma once

#include <filesystem>

#include "cli/diagnostics.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/terminal.h"

namespace ksearch::cli {

/// What a command has to work with. Everything referred to outlives the command.
struct Session {
  const Arguments& arguments;
  Output& out;
  Diagnostics& diagnostics;
  EnvironmentReader environment;
  Terminal terminal;        ///< standard output
  Terminal error_terminal;  ///< standard error
};

/// The index to use: --index, else $KSEARCH_INDEX, else $XDG_DATA_HOME/ksearch/default, else
/// ~/.local/share/ksearch/default. Throws Error(kInvalidArgument) when nothing names one.
[[nodiscard]] std::filesystem::path index_directory(const Session& session);

// The commands. Each returns the exit code and throws Error for what ends it.
int run_search(Session& session);
int run_index(Session& session);
int run_facets(Session& session);
int run_mentions(Session& session);
int run_timeline(Session& session);
int run_related(Session& session);
int run_browse(Session& session);
int run_export(Session& session);
int run_verify(Session& session);
int run_show(Session& session);
int run_similar(Session& session);
int run_suggest(Session& session);
int run_entities(Session& session);
int run_remove(Session& session);
int run_info(Session& session);
int run_mcp(Session& session);
int run_serve(Session& session);

}  // namespace ksearch::cli
