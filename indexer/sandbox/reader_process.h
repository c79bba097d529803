#pragma once

#include <filesystem>
#include <string>

#include "indexer/sandbox/confinement.h"
#include "indexer/sandbox/message_socket.h"
#include "ksearch/error.h"

namespace ksearch::sandbox {

/// ksearch-extract is missing or does not start: no fault of a file, so it ends the operation.
class StartError : public Error {
 public:
  explicit StartError(const std::string& message) : Error(ErrorCode::kIo, message) {}
};

/// A running ksearch-extract. It ends with this object and with the thread that made it, so both
/// belong to one thread. None of the host's descriptors, signal masks and terminals passes to it.
/// The host may have other threads and may treat SIGCHLD as it likes.
class ReaderProcess {
 public:
  /// Starts `program` and waits until it is ready. Throws StartError.
  ReaderProcess(const std::filesystem::path& program, const ReaderLimits& limits);
  ~ReaderProcess();
  ReaderProcess(const ReaderProcess&) = delete;
  ReaderProcess& operator=(const ReaderProcess&) = delete;

  [[nodiscard]] MessageSocket& socket() { return socket_; }
  /// Ends the process unless it has ended by itself, and says how it did: "the reader crashed
  /// (SIGSEGV)". Only once.
  [[nodiscard]] std::string end();

 private:
  ReaderLimits limits_;
  Descriptor process_;
  MessageSocket socket_;
};

}  // namespace ksearch::sandbox
