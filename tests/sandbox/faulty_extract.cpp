// ksearch-extract with a reader for .fault files, whose lines are orders to misbehave.

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/readers/isolated_readers.h"
#include "indexer/readers/source_text.h"
#include "indexer/sandbox/extractor.h"
#include "ksearch/error.h"

namespace {

/// Keeps the compiler from leaving out what is done with `pointer`.
void use(const volatile void* pointer) { asm volatile("" : : "r"(pointer) : "memory"); }

void take_memory(bool with_malloc) {
  constexpr std::size_t kBytes = std::size_t{16} << 20;
  for (;;) {
    void* block = with_malloc ? std::malloc(kBytes) : ::operator new(kBytes);
    if (block == nullptr) std::abort();  // as GLib does
    use(block);
  }
}

std::string outcome_of(bool worked) { return worked ? "allowed" : "refused"; }

class FaultyReader final : public ksearch::DocumentReader {
 public:
  [[nodiscard]] std::string_view name() const override { return "faulty"; }
  [[nodiscard]] bool accepts(const ksearch::ReaderInput& input) const override {
    return input.path.ends_with(".fault");
  }
  void read(const ksearch::ReaderInput& input, ksearch::DocumentSink& sink) const override {
    std::istringstream orders(ksearch::read_bytes(input, sink));
    for (std::string order; std::getline(orders, order);) obey(order, input, sink);
  }

 private:
  static void obey(const std::string& order, const ksearch::ReaderInput& input,
                   ksearch::DocumentSink& sink) {
    const auto say = [&](std::string text) {
      ksearch::Document document;
      document.text = std::move(text);
      document.path = "/somewhere/else";
      sink.add(std::move(document));
    };
    if (order == "crash") raise(SIGSEGV);
    if (order == "abort") std::abort();
    if (order == "exit") _exit(0);
    if (order == "new") take_memory(false);
    if (order == "malloc") take_memory(true);
    if (order == "sleep") pause();
    if (order == "throw") throw ksearch::Error(ksearch::ErrorCode::kIo, "no such thing");
    if (order == "warn") sink.warn({input.path, "line 1", "repaired"});
    if (order == "ignore") sink.ignore({input.path, "line 3", "a picture"});
    if (order == "skip") sink.skip({input.path, "line 2", "broken"});
    if (order == "garbage")
      send(ksearch::sandbox::kSocketDescriptor, "\5\0\0\0\0\0\0\0\2abcd", 13, 0);
    if (order == "boast")
      send(ksearch::sandbox::kSocketDescriptor, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8, 0);
    if (order == "document") say("some text");
    if (order == "huge") say(std::string(std::size_t{81} << 20, 'x'));
    if (order == "leak") use(new std::string(std::size_t{300} << 20, 'x'));
    if (order == "process") say(std::to_string(getpid()));
    if (order == "network") say(outcome_of(socket(AF_INET, SOCK_STREAM, 0) >= 0));
    if (order == "fork") say(outcome_of(fork() >= 0));
    if (order == "write") say(outcome_of(open("/tmp/x", O_WRONLY | O_CREAT, 0600) >= 0));
    if (order == "open") say(outcome_of(open("/dev/null", O_RDONLY) >= 0));
    if (order == "execute") say(outcome_of(execl("/bin/true", "true", nullptr) == 0));
    if (order == "inherit") say(outcome_of(fcntl(200, F_GETFD) >= 0));
  }
};

}  // namespace

int main(int argc, char** argv) {
  const FaultyReader faulty;
  const ksearch::ReaderRegistry registry({&faulty}, ksearch::make_isolated_reader);
  return ksearch::sandbox::run_extractor(argc, argv, registry);
}
