#include "server/request_gate.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>

#include "ksearch/error.h"
#include "server/error_response.h"
#include "server/html_escape.h"
#include "server/url.h"

namespace ksearch {
namespace {

constexpr std::string_view kTokenParameter = "token";

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

std::string random_secret() {
  std::array<unsigned char, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw Error(ErrorCode::kIo,
                std::string("the system gave no random bytes: ") + std::strerror(errno));
  }
  std::string secret;
  for (const unsigned char byte : bytes) fmt::format_to(std::back_inserter(secret), "{:02x}", byte);
  return secret;
}

std::size_t header_count(const NamedValues& headers, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count_if(
      headers, [&](const auto& header) { return lower_case(header.first) == name; }));
}

/// Whether a request announces a body: any Transfer-Encoding, or a length other than 0.
bool has_body(const HttpRequest& request) {
  if (header_count(request.headers, "transfer-encoding") != 0) return true;
  const std::size_t lengths = header_count(request.headers, "content-length");
  return lengths > 1 || (lengths == 1 && trimmed(request.header("content-length")) != "0");
}

/// The value of one cookie; browsers send all of them as "a=1; b=2".
std::string_view cookie(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    const std::string_view pair = trimmed(cookies.substr(0, end));
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return pair.substr(name.size() + 1);
    }
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
  }
  return {};
}

/// The request's own URL without the token in it.
std::string url_without_token(const HttpRequest& request) {
  std::string url;
  for (const std::string& segment : request.segments) url += '/' + percent_encode(segment);
  char separator = '?';
  for (const auto& [name, value] : request.parameters) {
    if (name == kTokenParameter) continue;
    url += separator + percent_encode(name) + '=' + percent_encode(value);
    separator = '&';
  }
  return url;
}

HttpResponse bad_request(const std::string& message) {
  return refusal(400, "bad_request", message);
}

/// "http://host/path" (RFC 9112, section 3.2.2) names the host itself.
void split_absolute_target(RawRequest& raw) {
  constexpr std::string_view kScheme = "http://";
  if (!lower_case(raw.target.substr(0, kScheme.size())).starts_with(kScheme)) return;
  const std::size_t end =
      std::min(raw.target.find_first_of("/?", kScheme.size()), raw.target.size());
  const std::string host = raw.target.substr(kScheme.size(), end - kScheme.size());
  raw.target.erase(0, end);
  if (!raw.target.starts_with('/')) raw.target.insert(0, "/");
  std::erase_if(raw.headers, [](const auto& header) { return lower_case(header.first) == "host"; });
  raw.headers.emplace_back("Host", host);
}

}  // namespace

bool same_secret(std::string_view given, std::string_view secret) {
  unsigned difference = given.size() == secret.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const char expected = secret.empty() ? '\0' : secret[i % secret.size()];
    difference |= static_cast<unsigned>(static_cast<unsigned char>(given[i]) ^
                                        static_cast<unsigned char>(expected));
  }
  return difference == 0;
}

RequestGate::RequestGate(Options options)
    : options_(std::move(options)), session_(random_secret()) {}

std::variant<HttpRequest, HttpResponse> RequestGate::admit(RawRequest raw) const {
  split_absolute_target(raw);
  HttpRequest request;
  request.method = std::move(raw.method);
  request.headers = std::move(raw.headers);
  if (request.method != "GET" && request.method != "HEAD") {
    HttpResponse response = refusal(405, "method_not_allowed", "this server answers GET and HEAD");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  if (has_body(request)) return bad_request("a request of this server has no body");
  if (header_count(request.headers, "host") > 1) return bad_request("there is more than one Host");
  if (!known_host(request.header("host"))) {
    return refusal(
        421, "misdirected_request",
        "this server does not go by the name in Host; 'ksearch serve --host NAME' adds one");
  }
  if (!read_target(raw.target, request)) return bad_request("the URL cannot be read");
  if (options_.token.empty()) return request;

  if (request.parameter(kTokenParameter)) return sign_in(request);
  if (authorized(request)) return request;
  HttpResponse response = refusal(401, "unauthorized",
                                  "a token is needed: send 'Authorization: Bearer TOKEN', or open "
                                  "the page once with ?token=TOKEN");
  response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"ksearch\"");
  return response;
}

bool RequestGate::known_host(std::string_view host) const {
  // "name:port" or "[address]:port": a forwarded port is another one than ours, so only the name
  // counts.
  const std::size_t bracket = host.starts_with('[') ? host.find(']') : 0;
  if (bracket == std::string_view::npos) return false;
  const std::size_t colon = host.find(':', bracket);
  if (colon != std::string_view::npos) {
    const std::string_view port = host.substr(colon + 1);
    if (port.find_first_not_of("0123456789") != std::string_view::npos) return false;
    host = host.substr(0, colon);
  }
  if (host.ends_with('.')) host.remove_suffix(1);
  return std::ranges::find(options_.hosts, lower_case(host)) != options_.hosts.end();
}

bool RequestGate::authorized(const HttpRequest& request) const {
  constexpr std::string_view kScheme = "bearer ";
  const std::string_view given = trimmed(request.header("authorization"));
  if (lower_case(given.substr(0, kScheme.size())) == kScheme &&
      same_secret(trimmed(given.substr(kScheme.size())), options_.token)) {
    return true;
  }
  return same_secret(cookie(request.header("cookie"), options_.session_cookie), session_);
}

HttpResponse RequestGate::sign_in(const HttpRequest& request) const {
  if (!same_secret(*request.parameter(kTokenParameter), options_.token)) {
    return refusal(401, "unauthorized", "the token is not the one of this server");
  }
  // A page that goes on by itself, and no redirect: after a link from elsewhere a browser would not
  // send a SameSite=Strict cookie with the redirected request.
  const std::string url = html_escape(url_without_token(request));
  HttpResponse response;
  response.content_type = "text/html; charset=utf-8";
  response.body =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>ksearch</title>"
      "<meta http-equiv=\"refresh\" content=\"0;url=" +
      url + "\"><p>Signed in. <a href=\"" + url + "\">Go on</a>.</p></html>\n";
  response.headers.emplace_back("Set-Cookie", options_.session_cookie + "=" + session_ +
                                                  "; Path=/; HttpOnly; SameSite=Strict");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace ksearch
