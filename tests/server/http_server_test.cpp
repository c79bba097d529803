#include "server/http_server.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "ksearch/error.h"
#include "tests/server/http_client.h"
#include "tests/support/collection.h"
#include "tests/support/temp_dir.h"

using namespace ksearch;
using namespace ksearch::test;
using namespace std::chrono_literals;

namespace {

/// A server of an index of random documents, running while the object lives.
class RunningServer {
 public:
  explicit RunningServer(unsigned documents = 5, ServerLimits limits = {}) {
    put_documents(folder_.path() / "index", 0, documents);
    server_ = std::make_unique<HttpServer>(ServerOptions{
        .index = folder_.path() / "index", .listen = {.port = 0}, .workers = 2, .limits = limits});
    thread_ = std::jthread([this] { server_->run(); });
  }
  ~RunningServer() { server_->stop(); }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return server_->address().port; }
  [[nodiscard]] std::filesystem::path index() const { return folder_.path() / "index"; }
  void stop_and_wait() {
    server_->stop();
    thread_.join();
  }

 private:
  TempDir folder_;
  std::unique_ptr<HttpServer> server_;
  std::jthread thread_;
};

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

std::string header_value(const std::string& answer, const std::string& name) {
  const std::size_t begin = answer.find("\r\n" + name + ": ");
  if (begin == std::string::npos) return "";
  const std::size_t value = begin + name.size() + 4;
  return answer.substr(value, answer.find("\r\n", value) - value);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("every answer carries the headers that keep a page to itself") {
  const RunningServer server;
  for (const char* target : {"/", "/static/style.css", "/api/v1/info", "/nothing", "/%zz"}) {
    const std::string answer = fetch(server.port(), target);
    CAPTURE(answer);
    CHECK(header_value(answer, "Content-Security-Policy").starts_with("default-src 'none'; "));
    CHECK(header_value(answer, "X-Content-Type-Options") == "nosniff");
    CHECK(header_value(answer, "Referrer-Policy") == "no-referrer");
    CHECK(header_value(answer, "Cross-Origin-Resource-Policy") == "same-origin");
    CHECK(header_value(answer, "Access-Control-Allow-Origin").empty());
    CHECK_FALSE(header_value(answer, "Date").empty());
  }
}

TEST_CASE("a connection answers one request after the other, sent ahead or not") {
  const RunningServer server;
  const Client client(server.port());
  client.send(get("/api/v1/info") + get("/static/style.css"));
  CHECK(client.read_until("\"type\":\"index\"").starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(client.read_until("margin").find("text/css") != std::string::npos);
  client.send("HEAD /static/style.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  CHECK(client.read_all().find("HTTP/1.1 200 OK") != std::string::npos);
}

TEST_CASE("HEAD has the head of GET and no body") {
  const RunningServer server;
  const std::string head = fetch(server.port(), "/api/v1/info", "", "HEAD");
  const std::string whole = fetch(server.port(), "/api/v1/info");
  CHECK(body_of(head).empty());
  CHECK(header_value(head, "Content-Length") == std::to_string(body_of(whole).size()));
  CHECK(header_value(head, "ETag") == header_value(whole, "ETag"));
}

TEST_CASE("an answer stays good until a commit") {
  const RunningServer server;
  const std::string target = "/api/v1/search?q=*&limit=1";
  const std::string tag = header_value(fetch(server.port(), target), "ETag");
  REQUIRE_FALSE(tag.empty());
  const std::string same = fetch(server.port(), target, "If-None-Match: " + tag + "\r\n");
  CHECK(status_of_answer(same) == "304");
  CHECK(body_of(same).empty());
  CHECK(status_of_answer(fetch(server.port(), "/api/v1/search?q=*&limit=2",
                               "If-None-Match: " + tag + "\r\n")) == "200");
  put_documents(server.index(), 100, 1);
  const std::string newer = fetch(server.port(), target, "If-None-Match: " + tag + "\r\n");
  CHECK(status_of_answer(newer) == "200");
  CHECK(newer.find("\"total\":6") != std::string::npos);
}

TEST_CASE("an export is all hits, in chunks, once each") {
  const RunningServer server(1'200);
  const std::string answer = fetch(server.port(), "/api/v1/search?q=*&format=jsonl&snippets=0");
  CHECK(header_value(answer, "Transfer-Encoding") == "chunked");
  CHECK(answer.ends_with("\r\n0\r\n\r\n"));
  CHECK(count(answer, "{\"type\":\"hit\"") == 1'200);
  CHECK(count(answer, "{\"type\":\"results\"") == 1);
  CHECK(count(answer, "\"id\":\"d7\"") == 1);

  const Client old(server.port());
  old.send("GET /api/v1/search?q=*&format=csv&snippets=0 HTTP/1.0\r\nHost: localhost\r\n\r\n");
  const std::string plain = old.read_all();
  CHECK(header_value(plain, "Transfer-Encoding").empty());
  CHECK(count(body_of(plain), "\n") == 1'201);

  const std::string some = fetch(server.port(), "/api/v1/search?q=*&format=csv&limit=700");
  CHECK(count(body_of(some), ",en,") == 700);
}

TEST_CASE("a query that cannot be run is an error and no broken export") {
  const RunningServer server;
  CHECK(status_of_answer(fetch(server.port(), "/api/v1/search?q=a+AND&format=csv")) == "400");
}

TEST_CASE("bytes that are no request are refused and the connection ends") {
  const RunningServer server;
  struct Case {
    std::string bytes;
    std::string status;
  };
  const std::string host = "Host: localhost\r\n";
  const std::vector<Case> cases = {
      {"\x01\x02\xff\r\n\r\n", "400"},
      {"GET / HTTP/9.9\r\n" + host + "\r\n", "400"},
      {"GET  / HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"GET / HTTP/1.1\r\n" + host + "Bad Name: x\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "400"},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
       "400"},
      {"GET / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
       "400"},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc", "400"},
      {"POST /api/v1/info HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc", "405"},
      {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
      {"GET / HTTP/1.1\r\n\r\n", "421"},
      {"GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", "431"},
      {"GET / HTTP/1.1\r\n" + host + "X: " + std::string(20'000, 'a') + "\r\n\r\n", "431"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.bytes.substr(0, 100));
    const Client client(server.port());
    client.send(one.bytes + get("/api/v1/info"));
    const std::string answer = client.read_all();
    CHECK(status_of_answer(answer) == one.status);
    CHECK(count(answer, "HTTP/1.1 ") == 1);
  }
}

TEST_CASE("a request has its time as a whole, however often a byte comes") {
  const RunningServer server(5, {.request_time = 400ms});
  const Client silent(server.port());
  const Client dripping(server.port());
  dripping.send("GET / HTTP/1.1\r\nX: ");
  int sent = 0;
  while (dripping.send("a") && sent < 1'000) {
    std::this_thread::sleep_for(20ms);
    ++sent;
  }
  CHECK(sent < 1'000);
  CHECK(silent.read_all().empty());
  CHECK(status_of_answer(fetch(server.port(), "/api/v1/info")) == "200");
}

TEST_CASE("connections beyond the limit are told to come again") {
  const RunningServer server(5, {.connections = 2});
  const auto first = std::make_unique<Client>(server.port());
  const Client second(server.port());
  first->send(get("/api/v1/info"));
  CHECK_FALSE(first->read_until("}").empty());
  second.send(get("/api/v1/info"));
  CHECK_FALSE(second.read_until("}").empty());

  const Client third(server.port());
  const std::string answer = third.read_all();
  CHECK(status_of_answer(answer) == "503");
  CHECK(header_value(answer, "Retry-After") == "1");
  CHECK(answer.find("\"code\":\"overloaded\"") != std::string::npos);
}

TEST_CASE("a stop ends waiting connections and lets nobody in") {
  RunningServer server;
  const Client waiting(server.port());
  waiting.send("GET / HTTP/1.1\r\n");
  server.stop_and_wait();
  CHECK(waiting.read_all().empty());
  CHECK_THROWS_AS(Client(server.port()), std::runtime_error);
}

TEST_CASE("a server is refused what it cannot have") {
  const TempDir folder;
  CHECK_THROWS_AS(HttpServer({.index = folder.path() / "none"}), Error);
  put_documents(folder.path() / "index", 0, 1);
  const auto code_of = [&](ListenAddress listen, std::string token) {
    try {
      const HttpServer server({.index = folder.path() / "index",
                               .listen = std::move(listen),
                               .token = std::move(token),
                               .workers = 1});
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::kInternal;
  };
  CHECK(code_of({"0.0.0.0", 0}, "") == ErrorCode::kInvalidArgument);
  CHECK(code_of({"192.0.2.1", 0}, "a long enough token") == ErrorCode::kIo);
  const RunningServer taken;
  const auto reason = [&] {
    try {
      const HttpServer server(
          {.index = folder.path() / "index", .listen = {"127.0.0.1", taken.port()}, .workers = 1});
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  }();
  CHECK(reason == "the server cannot listen on 127.0.0.1:" + std::to_string(taken.port()) +
                      ": Address already in use");
}
