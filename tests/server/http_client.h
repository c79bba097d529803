#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace ksearch::test {

/// A connection to a port of this machine that sends and receives bytes as they are.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval guard{.tv_sec = 100, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &guard, sizeof(guard));
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
      throw std::runtime_error("nobody listens");
    }
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Whether the server was there to take it.
  bool send(std::string_view bytes) const {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }
  /// All bytes up to the end of the connection.
  [[nodiscard]] std::string read_all() const {
    while (read_some()) {
    }
    return std::exchange(received_, {});
  }
  /// The bytes up to and with `end`, or to the end of the connection. What has come beyond is kept
  /// for the next call.
  [[nodiscard]] std::string read_until(std::string_view end) const {
    std::size_t at = std::string::npos;
    while ((at = received_.find(end)) == std::string::npos && read_some()) {
    }
    if (at == std::string::npos) return std::exchange(received_, {});
    std::string bytes = received_.substr(0, at + end.size());
    received_.erase(0, bytes.size());
    return bytes;
  }

 private:
  bool read_some() const {
    char bytes[4096];
    const ssize_t count = ::recv(socket_, bytes, sizeof(bytes), 0);
    if (count > 0) received_.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
  }
  int socket_;
  mutable std::string received_;
};

/// The answer to one request on a connection of its own. `rest` are headers, each with its line
/// end.
inline std::string fetch(std::uint16_t port, const std::string& target,
                         const std::string& rest = {}, const std::string& method = "GET") {
  const Client client(port);
  client.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
              rest + "\r\n");
  return client.read_all();
}

/// What follows the head of an answer.
inline std::string body_of(const std::string& answer) {
  const std::size_t end = answer.find("\r\n\r\n");
  return end == std::string::npos ? "" : answer.substr(end + 4);
}

/// "200" of "HTTP/1.1 200 OK"; empty when there is no answer.
inline std::string status_of_answer(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 ") ? answer.substr(9, 3) : "";
}

}  // namespace ksearch::test
