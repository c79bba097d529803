#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ksearch {

/// Where a server listens.
struct ListenAddress {
  std::string address = "127.0.0.1";  ///< IPv4 or IPv6, without brackets
  std::uint16_t port = 8808;          ///< 0: one that is free

  /// Whether only programs of this machine can reach it.
  [[nodiscard]] bool is_loopback() const;
  /// "127.0.0.1:8808", "[::1]:8808".
  [[nodiscard]] std::string to_string() const;
};

/// Reads "127.0.0.1:8808", "[::1]:8808" or "localhost:8808"; throws Error(kInvalidArgument) for
/// anything else, host names among them.
[[nodiscard]] ListenAddress parse_listen_address(std::string_view text);

}  // namespace ksearch
