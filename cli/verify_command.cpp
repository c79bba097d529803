// Xapian can crash on damaged tables, or read them for ever. So the reading is done by a child
// process with limits, which writes what it finds into a pipe, one line at a time; how the child
// ends is a finding too.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "cli/exit_code.h"
#include "cli/marked_text.h"
#include "cli/number_text.h"
#include "cli/session.h"
#include "common/format/json_format.h"
#include "ksearch/error.h"
#include "ksearch/verify.h"

namespace ksearch::cli {
namespace {

/// Processor time for any index, and more for each byte of it: reading back takes about a second
/// for 20 MB.
constexpr rlim_t kLeastSeconds = 120;
constexpr std::uint64_t kBytesForASecond = 1'000'000;
/// Columns are mapped into memory, so the limit lies above any index of a size that is mapped.
constexpr rlim_t kSpareMemory = rlim_t{4} << 30;

/// What the child tells, as the first letter of a line.
enum class Tell : char { kStep = 'S', kDamage = 'D', kDone = 'E', kError = 'X' };

void send(int pipe, Tell tell, std::string text) {
  // Line feeds end lines; a name with one in it is shown without.
  for (char& c : text) c = c == '\n' ? ' ' : c;
  text.insert(0, 1, static_cast<char>(tell));
  text += '\n';
  for (std::string_view rest = text; !rest.empty();) {
    const ssize_t written = ::write(pipe, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) _exit(kIndexUnusable);
    if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::uint64_t size_of(const std::filesystem::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory, error)) {
    if (entry.is_regular_file(error)) bytes += entry.file_size(error);
  }
  return bytes;
}

void set_limits(std::uint64_t index_bytes) {
  const auto limit = [](int resource, rlim_t value) {
    const rlimit both{value, value};
    setrlimit(static_cast<__rlimit_resource>(resource), &both);
  };
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, kLeastSeconds + index_bytes / kBytesForASecond);
#ifndef __SANITIZE_ADDRESS__  // its shadow memory alone is terabytes of addresses
  limit(RLIMIT_AS, kSpareMemory + 2 * index_bytes);
#endif
}

/// The child's whole life.
[[noreturn]] void verify_in_child(const std::filesystem::path& directory, int pipe) {
  set_limits(size_of(directory));
  try {
    const VerifyReport report =
        verify_index(directory, [&](const std::string& step) { send(pipe, Tell::kStep, step); });
    for (const Damage& damage : report.damages) {
      send(pipe, Tell::kDamage, damage.part + '\t' + damage.problem);
    }
    send(pipe, Tell::kDone, fmt::format("{}\t{}", report.documents, report.files));
  } catch (const Error& error) {
    send(pipe, Tell::kError, fmt::format("{}\t{}", static_cast<int>(error.code()), error.what()));
  } catch (const std::bad_alloc&) {
    send(pipe, Tell::kDamage, "\treading it took more memory than its size explains");
  }
  _exit(0);
}

/// What came through the pipe, put together.
class Findings {
 public:
  void take(std::string_view line) {
    const auto tell = static_cast<Tell>(line.front());
    line.remove_prefix(1);
    const std::string first(line.substr(0, line.find('\t')));
    const std::string second(line.substr(std::min(line.size(), first.size() + 1)));
    switch (tell) {
      case Tell::kStep:
        step_ = first;
        break;
      case Tell::kDamage:
        report_.damages.push_back({first.empty() ? step_ : first, second});
        break;
      case Tell::kDone:
        complete_ = true;
        report_.documents = std::stoull(first);
        report_.files = std::stoull(second);
        break;
      case Tell::kError:
        throw Error(static_cast<ErrorCode>(std::stoi(first)), second);
    }
  }

  void end(int status) {
    if (WIFSIGNALED(status)) {
      const int signal = WTERMSIG(status);
      const bool endless = signal == SIGXCPU || signal == SIGKILL;
      report_.damages.push_back(
          {step_, endless ? std::string("reading it does not end")
                          : fmt::format("reading it crashes ({})", strsignal(signal))});
    } else if (!complete_ && report_.damages.empty()) {
      throw Error(ErrorCode::kInternal, "the process that verifies ended early");
    }
  }

  [[nodiscard]] const VerifyReport& report() const { return report_; }

 private:
  VerifyReport report_;
  std::string step_;
  bool complete_ = false;
};

Findings read_findings(int pipe) {
  Findings findings;
  std::string buffer;
  char block[4096];
  while (true) {
    const ssize_t count = ::read(pipe, block, sizeof block);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return findings;
    buffer.append(block, static_cast<std::size_t>(count));
    std::size_t end = 0;
    while ((end = buffer.find('\n')) != std::string::npos) {
      findings.take(std::string_view(buffer).substr(0, end));
      buffer.erase(0, end + 1);
    }
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

std::string text_report(const VerifyReport& report) {
  if (report.damages.empty()) {
    return fmt::format("sound: {} and {} read back\n",
                       counted(report.documents, "document", "documents"),
                       counted(report.files, "file", "files"));
  }
  std::string text;
  for (const Damage& damage : report.damages) {
    text += printable(damage.part + ": " + damage.problem) + "\n";
  }
  return text;
}

}  // namespace

int run_verify(Session& session) {
  if (!session.arguments.operands().empty()) {
    throw Error(ErrorCode::kInvalidArgument, "'verify' takes no operand; the index is named by -d");
  }
  const std::filesystem::path directory = index_directory(session);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    throw Error(ErrorCode::kIo, std::string("no pipe can be made: ") + std::strerror(errno));
  }
  const pid_t child = fork();
  if (child < 0) {
    throw Error(ErrorCode::kIo, std::string("no process can be started: ") + std::strerror(errno));
  }
  if (child == 0) {
    close(ends[0]);
    verify_in_child(directory, ends[1]);
  }
  close(ends[1]);
  Findings findings;
  try {
    findings = read_findings(ends[0]);
  } catch (const Error&) {
    close(ends[0]);
    wait_for(child);
    throw;
  }
  close(ends[0]);
  findings.end(wait_for(child));

  const VerifyReport& report = findings.report();
  session.out.write(session.arguments.has("json") ? json_verification(report)
                                                  : text_report(report));
  if (report.damages.empty()) return kDone;
  session.out.flush();
  session.diagnostics.error(
      Error(ErrorCode::kIndexCorrupt, "the index in " + directory.string() +
                                          " is damaged; rebuild it with ksearch index --rebuild"));
  return kIndexUnusable;
}

}  // namespace ksearch::cli
