#include "indexer/sandbox/extractor.h"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/file_source.h"
#include "indexer/sandbox/confinement.h"
#include "indexer/sandbox/message.h"
#include "indexer/sandbox/message_socket.h"
#include "ksearch/error.h"

namespace ksearch::sandbox {
namespace {

constexpr std::size_t kHeadBytes = 4096;
/// A process that keeps more than this between files is replaced: libraries leak and fragment.
constexpr std::size_t kMostKeptBytes = std::size_t{256} << 20;

/// Libraries abort, or use a null pointer, when they get no memory. A last attempt tells that from
/// a defect; nothing but system calls happens here.
extern "C" void end_by_signal(int signal) {
  constexpr std::size_t kProbeBytes = std::size_t{64} << 20;
  void* probe = mmap(nullptr, kProbeBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (probe == MAP_FAILED) _exit(kOutOfMemoryStatus);
  raise(signal);  // SA_RESETHAND has put back what ends the process
}

void watch_for_crashes() {
  static char stack[std::size_t{64} << 10];
  stack_t own{};
  own.ss_sp = stack;
  own.ss_size = sizeof stack;
  sigaltstack(&own, nullptr);
  struct sigaction action {};
  action.sa_handler = end_by_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_ONSTACK | SA_NODEFER);
  for (const int signal : {SIGABRT, SIGTRAP, SIGSEGV, SIGBUS}) sigaction(signal, &action, nullptr);
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Sends what a reader finds. Ends the process when nobody listens any more.
class MessageSink final : public DocumentSink {
 public:
  MessageSink(const MessageSocket& socket, std::chrono::seconds record_time)
      : socket_(socket), record_time_(record_time) {}

  void add(Document document) override {
    const std::string message = encode_message(document);
    if (message.size() > kMaxMessageBytes) {
      return skip({document.path, document.member, "too large once it is read"});
    }
    send(message);
  }
  void skip(SkippedDocument skipped) override {
    send(encode_message(MessageType::kSkipped, skipped));
  }
  void warn(const SkippedDocument& warning) override {
    send(encode_message(MessageType::kWarning, warning));
  }
  void ignore(const SkippedDocument& ignored) override {
    send(encode_message(MessageType::kIgnored, ignored));
  }
  void send(std::string_view message) {
    if (!socket_.send(message)) _exit(0);
    extend_cpu_limit(record_time_);
  }

 private:
  const MessageSocket& socket_;
  std::chrono::seconds record_time_;
};

void read_file(const ReadRequest& request, const Descriptor& file, const ReaderRegistry& registry,
               DocumentSink& sink) {
  DescriptorSource bytes(file.number(), request.path);
  ReaderInput input;
  input.path = request.path;
  input.source = request.source;
  input.modified = request.modified;
  while (input.head.size() < kHeadBytes && bytes.read(input.head, kHeadBytes - input.head.size())) {
  }
  bytes.seek(0);
  input.bytes = &bytes;
  const ReaderChoice choice = registry.choose(input);
  if (choice.reader == nullptr) throw Error(ErrorCode::kIo, request.path + ": " + choice.reason);
  choice.reader->read(input, sink);
}

[[noreturn]] void serve(const ReaderLimits& limits, const ReaderRegistry& registry) {
  MessageSocket socket{Descriptor(kSocketDescriptor)};
  MessageSink sink(socket, limits.record_time);
  sink.send(encode_message(MessageType::kHello, confine_this_process(limits)));
  std::string message;
  while (socket.receive(message, std::nullopt) == MessageSocket::Received::kMessage) {
    extend_cpu_limit(limits.record_time);
    try {
      const Descriptor file = socket.take_descriptor();
      read_file(decode_request(message), file, registry, sink);
      const struct mallinfo2 memory = mallinfo2();
      const bool is_fat = memory.arena + memory.hblkhd > kMostKeptBytes;
      sink.send(encode_message(is_fat ? MessageType::kRetire : MessageType::kDone));
    } catch (const Error& error) {
      sink.send(encode_message(MessageType::kFailed, error.what()));
    } catch (const std::bad_alloc&) {
      _exit(kOutOfMemoryStatus);
    }
  }
  _exit(0);
}

}  // namespace

int run_extractor(int argc, char** argv, const ReaderRegistry& registry) {
  const auto memory = argc == 3 ? number(argv[1]) : std::nullopt;
  const auto seconds = argc == 3 ? number(argv[2]) : std::nullopt;
  int type = 0;
  socklen_t size = sizeof type;
  const bool has_socket = getsockopt(kSocketDescriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
  if (!memory || !seconds || !has_socket) {
    std::fputs("ksearch-extract: this program is started by ksearch, which reads files with it\n",
               stderr);
    return 2;
  }
  watch_for_crashes();
  serve({.memory_bytes = *memory,
         .record_time = std::chrono::seconds(static_cast<std::int64_t>(*seconds))},
        registry);
}

}  // namespace ksearch::sandbox
