#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/http_message.h"

namespace ksearch {

/// The head of a request as it was sent.
struct RawRequest {
  std::string method;
  std::string target;
  NamedValues headers;
};

/// Decides what comes in: methods without effects, no body, names this server goes by (a page of
/// another site cannot reach it by DNS rebinding), and, where there is a token, who knows it.
/// Immutable, for any number of threads.
class RequestGate {
 public:
  struct Options {
    std::vector<std::string> hosts;          ///< allowed in Host, in lower case, without port
    std::string token;                       ///< asked of everybody; empty: of nobody
    std::string session_cookie = "ksearch";  ///< name of the cookie a browser gets for the token
  };
  explicit RequestGate(Options options);

  /// The request decoded, or the answer that turns it away.
  [[nodiscard]] std::variant<HttpRequest, HttpResponse> admit(RawRequest raw) const;

 private:
  [[nodiscard]] bool known_host(std::string_view host) const;
  [[nodiscard]] bool authorized(const HttpRequest& request) const;
  [[nodiscard]] HttpResponse sign_in(const HttpRequest& request) const;

  Options options_;
  std::string session_;  ///< value of the cookie, drawn anew by each server
};

/// Compares a secret without telling by the time taken how much of it was right.
[[nodiscard]] bool same_secret(std::string_view given, std::string_view secret);

}  // namespace ksearch
