#include "server/request_gate.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace ksearch;

namespace {

constexpr const char* kToken = "correct-horse-battery";

/// The status of the refusal; 0 when the request comes in.
unsigned status(const RequestGate& gate, RawRequest raw) {
  const auto admitted = gate.admit(std::move(raw));
  const auto* refused = std::get_if<HttpResponse>(&admitted);
  return refused == nullptr ? 0 : refused->status;
}

unsigned status_with(const RequestGate& gate, NamedValues headers) {
  return status(gate, {.method = "GET", .target = "/", .headers = std::move(headers)});
}

std::string header_of(const HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "none";
}

}  // namespace

TEST_CASE("only GET and HEAD come in, and nothing with a body") {
  const RequestGate gate({.hosts = {"localhost"}});
  const NamedValues host = {{"Host", "localhost"}};
  CHECK(status(gate, {"GET", "/", host}) == 0);
  CHECK(status(gate, {"HEAD", "/", host}) == 0);
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", ""}) {
    CHECK(status(gate, {method, "/", host}) == 405);
  }
  CHECK(status_with(gate, {{"Host", "localhost"}, {"Content-Length", "0"}}) == 0);
  CHECK(status_with(gate, {{"Host", "localhost"}, {"Content-Length", "1"}}) == 400);
  CHECK(status_with(gate,
                    {{"Host", "localhost"}, {"content-length", "0"}, {"Content-Length", "0"}}) ==
        400);
  CHECK(status_with(gate, {{"Host", "localhost"}, {"Transfer-Encoding", "chunked"}}) == 400);
  CHECK(status_with(gate, {{"Host", "localhost"},
                           {"Transfer-Encoding", "chunked"},
                           {"Content-Length", "0"}}) == 400);
  CHECK(status(gate, {"GET", "/%zz", host}) == 400);
}

TEST_CASE("a request must name this server") {
  const RequestGate gate({.hosts = {"localhost", "127.0.0.1", "[::1]", "news.example"}});
  struct Case {
    std::string host;
    unsigned status;
  };
  const std::vector<Case> cases = {
      {"localhost", 0},
      {"LOCALHOST:8808", 0},
      {"localhost.", 0},
      {"127.0.0.1:1", 0},
      {"[::1]", 0},
      {"[::1]:8808", 0},
      {"news.example", 0},
      {"evil.example", 421},
      {"localhost.evil.example", 421},
      {"evil.example:8808", 421},
      {"localhost:evil.example", 421},
      {"localhost@evil.example", 421},
      {"[::1", 421},
      {"::1", 421},
      {"", 421},
  };
  for (const Case& one : cases) {
    CAPTURE(one.host);
    CHECK(status_with(gate, {{"Host", one.host}}) == one.status);
  }
  CHECK(status_with(gate, {}) == 421);
  CHECK(status_with(gate, {{"Host", "localhost"}, {"host", "localhost"}}) == 400);
}

TEST_CASE("a target with a host of its own is judged by that host") {
  const RequestGate gate({.hosts = {"localhost"}});
  const NamedValues host = {{"Host", "localhost"}};
  CHECK(status(gate, {"GET", "http://localhost/x?q=1", host}) == 0);
  CHECK(status(gate, {"GET", "http://evil.example/x", host}) == 421);
  CHECK(status(gate, {"GET", "https://localhost/", host}) == 400);
}

TEST_CASE("where there is a token, nobody comes in without it") {
  const RequestGate gate({.hosts = {"localhost"}, .token = kToken});
  const auto with = [&](const std::string& authorization) {
    return status_with(gate, {{"Host", "localhost"}, {"Authorization", authorization}});
  };
  CHECK(status_with(gate, {{"Host", "localhost"}}) == 401);
  CHECK(with(std::string("Bearer ") + kToken) == 0);
  CHECK(with(std::string("bearer  ") + kToken) == 0);
  CHECK(with("Bearer wrong") == 401);
  CHECK(with("Bearer ") == 401);
  CHECK(with("Bearer") == 401);
  CHECK(with(std::string("Basic ") + kToken) == 401);
  CHECK(with(kToken) == 401);
  CHECK(with(std::string("Bearer ") + kToken + "x") == 401);
}

TEST_CASE("a browser signs in once and keeps a cookie that is not the token") {
  const RequestGate gate({.hosts = {"localhost"}, .token = kToken, .session_cookie = "ksearch-1"});
  const NamedValues host = {{"Host", "localhost"}};
  const std::string target = std::string("/search?q=a%26b%22&token=") + kToken + "&limit=5";
  const auto admitted = gate.admit({"GET", target, host});
  const auto* page = std::get_if<HttpResponse>(&admitted);
  REQUIRE(page != nullptr);
  CHECK(page->status == 200);
  CHECK(page->body.find(kToken) == std::string::npos);
  CHECK(page->body.find("/search?q=a%26b%22&amp;limit=5") != std::string::npos);
  const std::string cookie = header_of(*page, "Set-Cookie");
  CHECK(cookie.find(kToken) == std::string::npos);
  CHECK(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
  CHECK(header_of(*page, "Cache-Control") == "no-store");

  const std::string pair = cookie.substr(0, cookie.find(';'));
  CHECK(status_with(gate, {{"Host", "localhost"}, {"Cookie", "a=1; " + pair + "; b=2"}}) == 0);
  CHECK(status_with(gate, {{"Host", "localhost"}, {"Cookie", pair + "0"}}) == 401);
  CHECK(status_with(gate, {{"Host", "localhost"}, {"Cookie", "ksearch-1="}}) == 401);
  CHECK(status_with(gate, {{"Host", "localhost"}, {"Cookie", "x" + pair}}) == 401);
  CHECK(status(gate, {"GET", "/?token=wrong", host}) == 401);
  const RequestGate other({.hosts = {"localhost"}, .token = kToken, .session_cookie = "ksearch-1"});
  CHECK(status_with(other, {{"Host", "localhost"}, {"Cookie", pair}}) == 401);
}

TEST_CASE("secrets are compared whole") {
  CHECK(same_secret("abc", "abc"));
  CHECK_FALSE(same_secret("", "abc"));
  CHECK_FALSE(same_secret("abc", ""));
  CHECK_FALSE(same_secret("abcabc", "abc"));
  CHECK_FALSE(same_secret("abd", "abc"));
  CHECK_FALSE(same_secret("ab", "abc"));
}
