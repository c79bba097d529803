#include "indexer/sandbox/isolated_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/sandbox/extractor_path.h"
#include "indexer/sandbox/message.h"
#include "ksearch/error.h"

namespace ksearch {

using sandbox::MessageSocket;
using sandbox::MessageType;
using sandbox::ReaderProcess;

namespace {

/// A file of many records gets the time of one record for each of these beside that of the first:
/// far more than honest ones need, and an end for those that only pretend to go on.
constexpr std::uint64_t kBytesForRecordTime = std::uint64_t{4} << 20;
constexpr std::size_t kMostFiles = 1000;

/// Counts the time spent waiting for a reader; that in which its documents are indexed is not its.
class Patience {
 public:
  Patience(std::chrono::seconds for_record, std::uint64_t size_bytes)
      : for_record_(for_record), for_file_(for_record * (1 + size_bytes / kBytesForRecordTime)) {}

  [[nodiscard]] MessageSocket::Received receive(MessageSocket& socket, std::string& message) {
    const auto start = MessageSocket::Clock::now();
    const auto received = socket.receive(message, start + std::min(for_record_, for_file_));
    for_file_ -= MessageSocket::Clock::now() - start;
    return received;
  }

 private:
  MessageSocket::Clock::duration for_record_;
  MessageSocket::Clock::duration for_file_;
};

}  // namespace

void IsolatedReader::read(const ReaderInput& input, const FileSource& file, DocumentSink& sink) {
  if (program_.empty()) program_ = sandbox::find_extractor();
  ask(encode_message(sandbox::ReadRequest{input.path, input.source, input.modified}),
      file.descriptor());
  listen(input, file.version().size_bytes, sink);
  if (++files_read_ >= kMostFiles) process_.reset();
}

void IsolatedReader::ask(const std::string& request, int descriptor) {
  if (process_ && process_->socket().send(request, descriptor)) return;
  process_.reset();
  process_ = std::make_unique<ReaderProcess>(program_, limits_);
  files_read_ = 0;
  if (!process_->socket().send(request, descriptor)) {
    throw sandbox::StartError(program_.string() + " ends as soon as it is started: " +
                              std::exchange(process_, nullptr)->end());
  }
}

void IsolatedReader::listen(const ReaderInput& input, std::uint64_t size_bytes,
                            DocumentSink& sink) {
  // Whatever is thrown on the way leaves no process behind that is in the middle of a file.
  std::unique_ptr<ReaderProcess> process = std::exchange(process_, nullptr);
  Patience patience(limits_.record_time, size_bytes);
  std::string message;
  for (;;) {
    switch (patience.receive(process->socket(), message)) {
      case MessageSocket::Received::kTimeout:
        return sink.skip(
            {input.path, "",
             "reading took longer than " + std::to_string(limits_.record_time.count()) + " s"});
      case MessageSocket::Received::kClosed:
        return sink.skip({input.path, "", process->end()});
      case MessageSocket::Received::kMessage:
        break;
    }
    switch (sandbox::message_type(message)) {
      case MessageType::kDocument: {
        Document document = sandbox::decode_document(message);
        document.path = input.path;
        sink.add(std::move(document));
        break;
      }
      case MessageType::kSkipped: {
        SkippedDocument skipped = sandbox::decode_skipped(message);
        sink.skip({input.path, std::move(skipped.member), std::move(skipped.reason)});
        break;
      }
      case MessageType::kWarning: {
        SkippedDocument warning = sandbox::decode_skipped(message);
        sink.warn({input.path, std::move(warning.member), std::move(warning.reason)});
        break;
      }
      case MessageType::kIgnored: {
        SkippedDocument ignored = sandbox::decode_skipped(message);
        sink.ignore({input.path, std::move(ignored.member), std::move(ignored.reason)});
        break;
      }
      case MessageType::kDone:
        process_ = std::move(process);
        return;
      case MessageType::kRetire:
        return;
      case MessageType::kFailed:
        sink.skip({input.path, "", sandbox::decode_text(message)});
        process_ = std::move(process);
        return;
      default:
        throw Error(ErrorCode::kIo, input.path + ": the reader gave an answer of no known kind");
    }
  }
}

}  // namespace ksearch
