#include "indexer/sandbox/isolated_reader.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <thread>

#include "ksearch/error.h"
#include "tests/readers/collecting_sink.h"
#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kHasSanitizer = true;
#else
constexpr bool kHasSanitizer = false;
#endif

/// A reader whose process obeys the orders in files, and a folder for these.
class Fixture {
 public:
  explicit Fixture(sandbox::ReaderLimits limits = {}) : reader_(KSEARCH_FAULTY_EXTRACT, limits) {}

  test::CollectingSink read(const std::string& orders) {
    const FileSource file(dir_.write("orders.fault", orders));
    test::CollectingSink sink;
    ReaderInput input;
    input.path = dir_.path() / "orders.fault";
    input.source = "folder";
    reader_.read(input, file, sink);
    return sink;
  }
  /// What a sink was told, one line each.
  std::vector<std::string> answers(const std::string& orders) {
    const test::CollectingSink sink = read(orders);
    std::vector<std::string> lines;
    for (const Document& document : sink.documents) lines.push_back(document.text);
    for (const std::string& warning : sink.warnings()) lines.push_back("warning: " + warning);
    for (const std::string& ignored : sink.ignored()) lines.push_back("ignored: " + ignored);
    for (const std::string& skip : sink.skips()) lines.push_back("skipped: " + skip);
    return lines;
  }

 private:
  test::TempDir dir_;
  IsolatedReader reader_;
};

using Lines = std::vector<std::string>;

TEST_CASE("documents, warnings, ignored and skipped records come through") {
  Fixture fixture;
  CHECK(fixture.answers("document\nwarn\nskip\nignore\ndocument\n") ==
        Lines{"some text", "some text", "warning: line 1: repaired", "ignored: line 3: a picture",
              "skipped: line 2: broken"});
}

TEST_CASE("a document is of the file that was read, whatever the reader says") {
  Fixture fixture;
  const test::CollectingSink sink = fixture.read("document\n");
  REQUIRE(sink.documents.size() == 1);
  CHECK(sink.documents[0].path.ends_with("/orders.fault"));
}

TEST_CASE("a file that ends its reader is skipped with the reason, and the next one is read") {
  struct Case {
    const char* orders;
    Lines wanted;
  };
  const Case cases[] = {
      {"document\nabort\n", {"some text", "skipped: the reader crashed (SIGABRT)"}},
      {"crash\n", {"skipped: the reader crashed (SIGSEGV)"}},
      {"exit\n", {"skipped: the reader ended in the middle"}},
      {"boast\nsleep\n", {"skipped: the reader was killed"}},
      {"huge\n", {"skipped: too large once it is read"}},
  };
  Fixture fixture;
  for (const Case& c : cases) {
    CAPTURE(c.orders);
    if (kHasSanitizer && std::string(c.orders) == "crash\n")
      continue;  // it has a handler of its own
    CHECK(fixture.answers(c.orders) == c.wanted);
    CHECK(fixture.answers("document\n") == Lines{"some text"});
  }
}

TEST_CASE("a reader that takes too much memory is skipped with that reason") {
  if (kHasSanitizer) {
    MESSAGE("SKIPPED: builds with a sanitizer do not limit memory");
    return;
  }
  Fixture fixture;
  const Lines wanted{"skipped: the reader ran out of memory (1024 MiB)"};
  CHECK(fixture.answers("new\n") == wanted);
  CHECK(fixture.answers("malloc\n") == wanted);
  CHECK(fixture.answers("document\n") == Lines{"some text"});
}

TEST_CASE("a reader that does not answer in time is skipped with that reason") {
  Fixture fixture({.record_time = std::chrono::seconds(1)});
  CHECK(fixture.answers("document\nsleep\n") ==
        Lines{"some text", "skipped: reading took longer than 1 s"});
  CHECK(fixture.answers("document\n") == Lines{"some text"});
}

TEST_CASE("an error of the reader skips the file, a malformed answer is an error") {
  Fixture fixture;
  CHECK(fixture.answers("throw\n") == Lines{"skipped: no such thing"});
  CHECK_THROWS_WITH_AS(fixture.read("garbage\nsleep\n"),
                       "a message between ksearch and its reader process is malformed", Error);
  CHECK(fixture.answers("document\n") == Lines{"some text"});
}

TEST_CASE("a process is kept from file to file until it has grown") {
  Fixture fixture;
  const Lines first = fixture.answers("process\n");
  CHECK(fixture.answers("process\n") == first);
  if (kHasSanitizer) return;
  CHECK(fixture.answers("leak\nprocess\n") == first);
  CHECK(fixture.answers("process\n") != first);
}

TEST_CASE("a process that was killed between two files is replaced, and no file is blamed") {
  Fixture fixture;
  const Lines first = fixture.answers("process\n");
  REQUIRE(first.size() == 1);
  const pid_t process = std::stoi(first[0]);
  REQUIRE(kill(process, SIGKILL) == 0);
  siginfo_t status{};
  REQUIRE(waitid(P_PID, static_cast<id_t>(process), &status, WEXITED | WNOWAIT) == 0);
  const Lines second = fixture.answers("process\n");
  REQUIRE(second.size() == 1);
  CHECK(second != first);
  CHECK(second[0].find("skipped") == std::string::npos);
}

TEST_CASE("a reader process has neither network nor programs, and changes no file") {
  const int inherited = fcntl(STDERR_FILENO, F_DUPFD, 200);
  REQUIRE(inherited == 200);
  Fixture fixture;
  CHECK(fixture.answers("network\nfork\nexecute\nwrite\ninherit\nopen\n") ==
        Lines{"refused", "refused", "refused", "refused", "refused", "allowed"});
  close(inherited);
}

TEST_CASE("no process stays behind, dead or alive") {
  Lines process;
  {
    Fixture fixture;
    process = fixture.answers("process\n");
  }
  REQUIRE(process.size() == 1);
  CHECK(kill(std::stoi(process[0]), 0) != 0);
  CHECK(errno == ESRCH);
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

TEST_CASE("a host that has its children reaped by the system loses nothing") {
  struct sigaction before {};
  struct sigaction ignoring {};
  ignoring.sa_handler = SIG_IGN;
  sigaction(SIGCHLD, &ignoring, &before);
  Fixture fixture;
  CHECK(fixture.answers("document\n") == Lines{"some text"});
  CHECK(fixture.answers("abort\n") == Lines{"skipped: the reader ended in the middle"});
  CHECK(fixture.answers("document\n") == Lines{"some text"});
  sigaction(SIGCHLD, &before, nullptr);
}

TEST_CASE("each thread has a reader of its own") {
  std::vector<Lines> found(4);
  {
    std::vector<std::jthread> threads;
    for (Lines& lines : found) {
      threads.emplace_back([&lines] {
        Fixture fixture;
        for (int i = 0; i < 5; ++i) {
          fixture.read("abort\n");
          lines = fixture.answers("document\n");
        }
      });
    }
  }
  for (const Lines& lines : found) CHECK(lines == Lines{"some text"});
}

TEST_CASE("a program that is not there or does not answer is an error that names it") {
  const test::TempDir dir;
  const std::string path = dir.write("a.fault", "document\n");
  const FileSource file(path);
  ReaderInput input;
  input.path = path;
  test::CollectingSink sink;
  IsolatedReader missing("/nowhere/ksearch-extract");
  CHECK_THROWS_WITH_AS(missing.read(input, file, sink),
                       "cannot start /nowhere/ksearch-extract, which reads web pages, mail and "
                       "office files: No such file or directory",
                       Error);
  IsolatedReader other("/bin/true");
  CHECK_THROWS_WITH_AS(other.read(input, file, sink),
                       "cannot start /bin/true, which reads web pages, mail and office files: the "
                       "reader ended in the middle",
                       Error);
}

}  // namespace
}  // namespace ksearch
