#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cli/document_language.h"
#include "cli/exit_code.h"
#include "cli/jobs.h"
#include "cli/number_text.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/standard_input.h"
#include "common/format/json_format.h"
#include "indexer/folder_scan.h"
#include "ksearch/error.h"
#include "ksearch/index_writer.h"

namespace ksearch::cli {
namespace {

/// Ends the process as the signal would, so that a shell sees 130 for Ctrl-C, after leaving the
/// progress line. The index needs no care: nothing is visible before a commit, and a commit is one
/// atomic step.
extern "C" void end_interrupted(int signal) {
  constexpr std::string_view kMessage =
      "\nksearch: interrupted; the index is sound, the same command goes on\n";
  const ssize_t ignored = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  static_cast<void>(ignored);
  raise(signal);
}

void watch_for_interrupt() {
  struct sigaction old {};
  sigaction(SIGINT, nullptr, &old);
  if (old.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = end_interrupted;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
}

/// Turns SIGINT and SIGTERM into a request to stop, for all threads that are started while it
/// lives.
class SignalStop {
 public:
  SignalStop() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, &old_);
    thread_ = std::thread([this] {
      int signal = 0;
      sigwait(&signals_, &signal);
      source_.request_stop();
    });
  }
  ~SignalStop() {
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &old_, nullptr);
  }
  SignalStop(const SignalStop&) = delete;
  SignalStop& operator=(const SignalStop&) = delete;
  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  sigset_t signals_{};
  sigset_t old_{};
  std::stop_source source_;
  std::thread thread_;
};

/// The paths in a list: ended by NULs if it holds one, else one a line.
std::vector<std::filesystem::path> listed_paths(std::string_view list) {
  const char end = list.find('\0') == std::string_view::npos ? '\n' : '\0';
  std::vector<std::filesystem::path> paths;
  while (!list.empty()) {
    const std::size_t length = std::min(list.find(end), list.size());
    if (length > 0) paths.emplace_back(list.substr(0, length));
    list.remove_prefix(std::min(length + 1, list.size()));
  }
  return paths;
}

struct Inputs {
  std::vector<std::filesystem::path> paths;
  bool standard_input = false;
  std::optional<std::string> corrections;
  std::optional<std::string> names;
  bool refresh = false;  ///< nothing is named: what was indexed before is read again
};

Inputs inputs_of(const Arguments& arguments) {
  Inputs inputs;
  std::size_t readers_of_stdin = 0;
  const auto contents = [&](const std::string& name) {
    if (name == "-") ++readers_of_stdin;
    return readers_of_stdin > 1 ? "" : read_named_file(name);
  };
  for (const std::string& operand : arguments.operands()) {
    if (operand == "-") {
      inputs.standard_input = true;
      ++readers_of_stdin;
    } else {
      inputs.paths.emplace_back(operand);
    }
  }
  if (const auto list = arguments.value("files-from")) {
    for (auto& path : listed_paths(contents(*list))) inputs.paths.push_back(std::move(path));
  }
  if (const auto file = arguments.value("corrections")) inputs.corrections = contents(*file);
  if (const auto file = arguments.value("names")) inputs.names = contents(*file);
  if (readers_of_stdin > 1) {
    throw Error(ErrorCode::kInvalidArgument, "standard input can be read for one thing only");
  }
  require_existing(inputs.paths);  // before an index is made for them
  inputs.refresh = arguments.operands().empty() && !arguments.has("files-from") &&
                   !arguments.has("corrections") && !arguments.has("names");
  return inputs;
}

IndexOptions index_options(const Session& session) {
  const Arguments& arguments = session.arguments;
  if (arguments.has("prune") && arguments.has("no-prune")) {
    throw Error(ErrorCode::kInvalidArgument, "'--prune' and '--no-prune' exclude each other");
  }
  for (const char* option : {"names", "model"}) {
    if (!arguments.has("no-entities") || !arguments.has(option)) continue;
    throw Error(ErrorCode::kInvalidArgument,
                "'--no-entities' and '--" + std::string(option) + "' exclude each other");
  }
  IndexOptions options;
  options.directory = index_directory(session);
  options.model = arguments.value("model").value_or("");
  options.jobs = static_cast<unsigned>(jobs_of(arguments));
  options.language = document_language(arguments);
  options.entities = !arguments.has("no-entities");
  options.rebuild = arguments.has("rebuild");
  options.prune = !arguments.has("no-prune");
  options.dry_run = arguments.has("dry-run");
  options.exclude = arguments.values("exclude");
  return options;
}

std::string text_counts(const IndexCounts& counts, std::chrono::milliseconds took, bool dry_run) {
  std::string text = dry_run ? "would be: " : "";
  text += grouped(counts.added) + " added, " + grouped(counts.updated) + " updated, " +
          grouped(counts.unchanged) + " unchanged, " + grouped(counts.removed) + " removed, " +
          grouped(counts.failed) + " failed";
  if (counts.ignored > 0) text += ", " + counted(counts.ignored, "file", "files") + " ignored";
  return text + " in " + duration_text(took) + "\n";
}

}  // namespace

int run_index(Session& session) {
  const Inputs inputs = inputs_of(session.arguments);
  IndexOptions options = index_options(session);
  options.known_names = inputs.names;
  const bool dry_run = options.dry_run;
  const auto start = std::chrono::steady_clock::now();
  ProgressDisplay display(session.diagnostics, session.error_terminal);
  options.events.progress = [&](const IndexProgress& progress) { display.show(progress); };
  options.events.failed = [&](const SkippedDocument& s) { session.diagnostics.failed(s); };
  options.events.warning = [&](const SkippedDocument& s) { session.diagnostics.repaired(s); };
  options.events.ignored = [&](const SkippedDocument& ignored) {
    session.diagnostics.ignored(ignored);
  };
  options.events.note = [&](const std::string& note) { session.diagnostics.note(note); };

  const auto report = [&](const IndexCounts& counts, std::chrono::milliseconds took) {
    display.finish();
    if (session.diagnostics.json()) {
      session.out.write(json_counts(counts, took, dry_run));
    } else if (session.diagnostics.verbosity() != Verbosity::kQuiet) {
      session.out.write(text_counts(counts, took, dry_run));
    }
  };
  const bool follow = session.arguments.has("follow");
  std::optional<SignalStop> signals;
  if (follow) {
    if (inputs.standard_input) {
      throw Error(ErrorCode::kInvalidArgument, "standard input cannot be followed");
    }
    signals.emplace();
    options.events.committed = [&](const IndexCounts& counts, std::chrono::milliseconds took) {
      report(counts, took);
      session.out.flush();
    };
  } else {
    watch_for_interrupt();
  }
  IndexCounts counts;
  try {
    IndexWriter writer(std::move(options));
    if (inputs.corrections) writer.set_corrections(*inputs.corrections);
    if (follow) {
      writer.follow(inputs.paths, signals->token());
      display.finish();
      return kDone;
    }
    if (inputs.refresh) writer.refresh();
    if (!inputs.paths.empty()) writer.add_paths(inputs.paths);
    if (inputs.standard_input) {
      StandardInput input;
      writer.add_json_lines(input, "standard input");
    }
    writer.commit();
    counts = writer.counts();
  } catch (...) {
    display.finish();
    throw;
  }
  report(counts, std::chrono::duration_cast<std::chrono::milliseconds>(
                     std::chrono::steady_clock::now() - start));
  return counts.failed > 0 ? kSomeUnreadable : kDone;
}

}  // namespace ksearch::cli
