#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

#include "cli/exit_code.h"
#include "cli/session.h"
#include "cli/standard_input.h"
#include "common/format/json_format.h"
#include "ksearch/error.h"
#include "server/http_server.h"

namespace ksearch::cli {
namespace {

/// Shorter ones can be guessed.
constexpr std::size_t kMinTokenChars = 16;

bool readable_by_others(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 && (facts.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

/// The token in a file that nobody else can read: one line of printable characters.
std::string read_token(const std::string& path) {
  std::string token = read_named_file(path);
  const auto refuse = [&](const std::string& reason) {
    throw Error(ErrorCode::kInvalidArgument, "the token file " + path + " " + reason);
  };
  if (readable_by_others(path)) refuse("can be read by others; 'chmod 600' it");
  while (token.ends_with('\n') || token.ends_with('\r')) token.pop_back();
  for (const char c : token) {
    if (c <= ' ' || c > '~') refuse("holds more than one line of letters, digits and signs");
  }
  if (token.size() < kMinTokenChars) {
    refuse("holds fewer than " + std::to_string(kMinTokenChars) +
           " characters; 'openssl rand -hex 16' makes a token");
  }
  return token;
}

ServerOptions server_options(const Session& session) {
  const Arguments& arguments = session.arguments;
  ServerOptions options;
  options.index = index_directory(session);
  if (const auto listen = arguments.value("listen")) options.listen = parse_listen_address(*listen);
  options.hosts = arguments.values("host");
  if (const auto file = arguments.value("token")) options.token = read_token(*file);
  if (const auto folder = arguments.value("web-root")) {
    if (!std::filesystem::is_directory(*folder)) {
      throw Error(ErrorCode::kInvalidArgument, "'--web-root' takes a folder, not " + *folder);
    }
    options.web_root = *folder;
  }
  if (session.diagnostics.verbosity() == Verbosity::kVerbose) {
    options.served = [&diagnostics = session.diagnostics](const ServedRequest& served) {
      diagnostics.note(served.client + " " + served.method + " " + served.target + " " +
                       std::to_string(served.status) + " " + std::to_string(served.took.count()) +
                       " us");
    };
  }
  return options;
}

/// Keeps the signals that end the program from every thread started within its life, for wait().
class EndingSignals {
 public:
  EndingSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  }
  ~EndingSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  EndingSignals(const EndingSignals&) = delete;
  EndingSignals& operator=(const EndingSignals&) = delete;

  void wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }

 private:
  sigset_t signals_{};
  sigset_t before_{};
};

}  // namespace

int run_serve(Session& session) {
  if (!session.arguments.operands().empty()) {
    throw Error(ErrorCode::kInvalidArgument, "'serve' takes no operand");
  }
  const EndingSignals signals;
  HttpServer server(server_options(session));
  const std::string url = "http://" + server.address().to_string() + "/";
  session.out.write(session.arguments.has("json") ? json_serving(url) : url + "\n");
  session.out.flush();
  std::jthread serving([&] { server.run(); });
  signals.wait();
  server.stop();
  return kDone;
}

}  // namespace ksearch::cli
