#include "server/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <charconv>
#include <optional>

#include "ksearch/error.h"

namespace ksearch {
namespace {

std::optional<in_addr> ipv4(const std::string& address) {
  in_addr parsed{};
  if (inet_pton(AF_INET, address.c_str(), &parsed) != 1) return std::nullopt;
  return parsed;
}

std::optional<in6_addr> ipv6(const std::string& address) {
  in6_addr parsed{};
  if (inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return std::nullopt;
  return parsed;
}

}  // namespace

bool ListenAddress::is_loopback() const {
  if (const auto parsed = ipv4(address)) return (ntohl(parsed->s_addr) >> 24U) == 127U;
  const auto parsed = ipv6(address);
  return parsed && IN6_IS_ADDR_LOOPBACK(&*parsed);
}

std::string ListenAddress::to_string() const {
  const bool brackets = address.find(':') != std::string::npos;
  return (brackets ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

ListenAddress parse_listen_address(std::string_view text) {
  const Error error(
      ErrorCode::kInvalidArgument,
      "'" + std::string(text) + "' is no address to listen on; write 127.0.0.1:8808 or [::1]:8808");
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) throw error;
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);

  ListenAddress result;
  const auto [stop, failure] = std::from_chars(port.data(), port.data() + port.size(), result.port);
  if (port.empty() || failure != std::errc{} || stop != port.data() + port.size()) throw error;
  const bool brackets = host.starts_with('[') && host.ends_with(']');
  if (brackets) host = host.substr(1, host.size() - 2);
  result.address = host == "localhost" && !brackets ? "127.0.0.1" : std::string(host);
  if (brackets ? !ipv6(result.address) : !ipv4(result.address)) throw error;
  return result;
}

}  // namespace ksearch
