#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/listen_address.h"

namespace ksearch {

/// What one client may take from the others.
struct ServerLimits {
  /// From the first byte of a request to the last of its answer; of a streamed one, to each part.
  std::chrono::milliseconds request_time{10'000};
  std::size_t header_bytes = std::size_t{16} << 10U;
  std::size_t connections = 200;  ///< further ones are told to come again
};

/// One answered request, for a log.
struct ServedRequest {
  std::string client;  ///< address
  std::string method;
  std::string target;
  unsigned status = 0;
  std::chrono::microseconds took{};
};

struct ServerOptions {
  std::filesystem::path index;
  ListenAddress listen;
  std::vector<std::string>
      hosts;          ///< names allowed in Host beside localhost and the address itself
  std::string token;  ///< asked of every client; must be set beyond loopback
  std::filesystem::path web_root;  ///< serves the page's files from this folder
  unsigned workers = 0;            ///< threads that search; 0: one for each processor, at least 2
  ServerLimits limits;
  std::function<void(const ServedRequest&)> served;  ///< called by the thread in run()
};

/// Serves the page and the HTTP API of one index. Every request is answered from the newest commit.
///
/// Connections are waited for by the one thread in run(), which never searches; searches run on a
/// pool of threads, each with its own Searcher. So a slow client costs a connection and nothing
/// else, and a slow query costs one worker.
class HttpServer {
 public:
  /// Opens the index and the socket. Throws Error for an index that cannot be opened, kIo for an
  /// address that cannot be listened on, kInvalidArgument for one beyond loopback without a token.
  explicit HttpServer(ServerOptions options);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Where it listens, with the port that was chosen.
  [[nodiscard]] const ListenAddress& address() const;
  /// Serves until stop(). Requests that have arrived by then are answered.
  void run();
  /// From any thread, any number of times; before run() too.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ksearch
