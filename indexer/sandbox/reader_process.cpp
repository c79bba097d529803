#include "indexer/sandbox/reader_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

extern "C" {  // the header of glibc 2.36 forgets it
#include <sys/pidfd.h>
}

#include "indexer/sandbox/extractor.h"
#include "indexer/sandbox/message.h"
#include "ksearch/error.h"

namespace ksearch::sandbox {
namespace {

/// Starting takes milliseconds; a machine under load gets time enough.
constexpr std::chrono::seconds kStartTime{60};

[[noreturn]] void throw_not_started(const std::filesystem::path& program,
                                    const std::string& reason) {
  throw StartError("cannot start " + program.string() +
                   ", which reads web pages, mail and office files: " + reason);
}

std::string message_of(int error) { return std::generic_category().message(error); }

/// Owns what posix_spawn() is told about the new process.
class SpawnPlan {
 public:
  explicit SpawnPlan(int socket) {
    posix_spawn_file_actions_init(&files_);
    posix_spawnattr_init(&attributes_);
    // First the socket, which may have one of the numbers that follow.
    posix_spawn_file_actions_adddup2(&files_, socket, kSocketDescriptor);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
      posix_spawn_file_actions_addopen(&files_, standard, "/dev/null", O_RDWR, 0);
    }
    posix_spawn_file_actions_addclosefrom_np(&files_, kSocketDescriptor + 1);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    // A group of its own, so that Ctrl-C reaches the host, which then says what happened.
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnPlan() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&files_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  /// An error number, 0 for none.
  [[nodiscard]] int spawn(pid_t& pid, const char* program, char* const* arguments) const {
    return posix_spawn(&pid, program, &files_, &attributes_, arguments, environ);
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

Descriptor spawn(const std::filesystem::path& program, const ReaderLimits& limits, int socket) {
  std::string words[] = {program.string(), std::to_string(limits.memory_bytes),
                         std::to_string(limits.record_time.count())};
  char* const arguments[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t pid = -1;
  const int error = SpawnPlan(socket).spawn(pid, words[0].c_str(), arguments);
  if (error != 0) throw_not_started(program, message_of(error));
  // A descriptor of the process, since its number may be another's when the host reaps children.
  Descriptor process(pidfd_open(pid, 0));
  if (process.number() < 0) throw_not_started(program, message_of(errno));
  return process;
}

std::string how_it_ended(const siginfo_t& status, const ReaderLimits& limits) {
  if (status.si_code == CLD_EXITED) {
    if (status.si_status != kOutOfMemoryStatus) return "the reader ended in the middle";
    return "the reader ran out of memory (" + std::to_string(limits.memory_bytes >> 20) + " MiB)";
  }
  if (status.si_status == SIGXCPU) {
    return "reading took longer than " + std::to_string(limits.record_time.count()) + " s";
  }
  if (status.si_status == SIGKILL) return "the reader was killed";
  const char* name = sigabbrev_np(status.si_status);
  return std::string("the reader crashed (SIG") + (name == nullptr ? "?" : name) + ")";
}

}  // namespace

ReaderProcess::ReaderProcess(const std::filesystem::path& program, const ReaderLimits& limits)
    : limits_(limits), socket_(Descriptor()) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw_not_started(program, message_of(errno));
  }
  socket_ = MessageSocket(Descriptor(ends[0]));
  {
    const Descriptor theirs(ends[1]);
    process_ = spawn(program, limits, theirs.number());
  }
  std::string hello;
  const auto received = socket_.receive(hello, MessageSocket::Clock::now() + kStartTime);
  if (received == MessageSocket::Received::kMessage && message_type(hello) == MessageType::kHello) {
    const std::string problem = decode_text(hello);
    if (problem.empty()) return;
    static_cast<void>(end());
    throw_not_started(program, problem);
  }
  throw_not_started(program, received == MessageSocket::Received::kTimeout
                                 ? std::string("it does not answer")
                                 : end());
}

ReaderProcess::~ReaderProcess() { static_cast<void>(end()); }

std::string ReaderProcess::end() {
  const Descriptor process = std::move(process_);
  if (process.number() < 0) return {};
  // A process that has ended by itself keeps the status it ended with.
  pidfd_send_signal(process.number(), SIGKILL, nullptr, 0);
  siginfo_t status{};
  int result = 0;
  do {
    result = waitid(P_PIDFD, static_cast<id_t>(process.number()), &status, WEXITED);
  } while (result != 0 && errno == EINTR);
  if (result != 0) return "the reader ended in the middle";
  return how_it_ended(status, limits_);
}

}  // namespace ksearch::sandbox
