// The only source that sees Boost.Beast: it takes long to compile. One coroutine for each
// connection, all on the one thread in run(); what needs the index is handed to the WorkerPool and
// waited for with a timer, whose expiry is the request's deadline.
#include "server/http_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <ctime>
#include <exception>
#include <optional>
#include <thread>
#include <unordered_set>
#include <utility>
#include <variant>

#include "ksearch/error.h"
#include "server/application.h"
#include "server/error_response.h"
#include "server/request_gate.h"
#include "server/safety_headers.h"
#include "server/worker_pool.h"

namespace ksearch {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
template <typename T>
using Awaitable = asio::awaitable<T>;

/// How long a connection that ends may go on sending, so that its client gets to read the last
/// answer.
constexpr std::chrono::seconds kLinger{1};
/// Connections beyond the limit that are answered with 503 at a time; further ones are closed at
/// once.
constexpr std::size_t kMaxTurnedAway = 50;
/// Before accepting again when the system is out of file descriptors.
constexpr std::chrono::milliseconds kAcceptPause{100};

auto into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Fixed-length form of RFC 9110, section 5.6.7.
std::string date_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                     kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                     kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

/// The head of a request, read.
struct Incoming {
  RawRequest raw;
  unsigned version = 11;
  bool keep_alive = false;
  std::string refused;  ///< why it could not be read; empty: it was
  unsigned refused_status = 0;
  Clock::time_point begin;

  [[nodiscard]] bool is_head() const { return raw.method == "HEAD"; }
};

Incoming incoming_from(const http::request<http::empty_body>& message) {
  Incoming incoming;
  incoming.raw.method = message.method_string();
  incoming.raw.target = message.target();
  for (const auto& field : message) {
    incoming.raw.headers.emplace_back(field.name_string(), field.value());
  }
  incoming.version = message.version();
  incoming.keep_alive = message.keep_alive();
  return incoming;
}

template <typename Body>
http::response<Body> head_of(const HttpResponse& response, const Incoming& incoming,
                             bool keep_alive) {
  http::response<Body> message;
  message.version(incoming.version);
  message.result(response.status);
  message.set(http::field::date, date_now());
  if (!response.content_type.empty()) {
    message.set(http::field::content_type, response.content_type);
  }
  for (const auto& [name, value] : safety_headers()) message.set(name, value);
  for (const auto& [name, value] : response.headers) message.insert(name, value);
  message.keep_alive(keep_alive);
  return message;
}

RequestGate::Options gate_options(const ServerOptions& options, const ListenAddress& address) {
  RequestGate::Options gate;
  const bool ipv6 = address.address.find(':') != std::string::npos;
  gate.hosts = {"localhost", "127.0.0.1", "[::1]",
                ipv6 ? "[" + address.address + "]" : address.address};
  for (const std::string& name : options.hosts) gate.hosts.push_back(lower_case(name));
  gate.token = options.token;
  // Cookies know no ports: servers beside each other need different names.
  gate.session_cookie = "ksearch-" + std::to_string(address.port);
  return gate;
}

unsigned worker_count(const ServerOptions& options) {
  return options.workers > 0 ? options.workers : std::max(2U, std::thread::hardware_concurrency());
}

}  // namespace

class HttpServer::Impl {
 public:
  explicit Impl(ServerOptions options);

  [[nodiscard]] const ListenAddress& address() const { return address_; }
  void run() { io_.run(); }
  void stop() {
    asio::post(io_, [this] { begin_stop(); });
  }

 private:
  /// Counts a connection for as long as it lasts.
  class Counted {
   public:
    explicit Counted(std::size_t& count) : count_(count) { ++count_; }
    ~Counted() { --count_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

   private:
    std::size_t& count_;
  };
  /// Names a stream as one that is being read for as long as the object lasts.
  class Receiving {
   public:
    Receiving(std::unordered_set<beast::tcp_stream*>& streams, beast::tcp_stream& stream)
        : streams_(streams), stream_(stream) {
      streams_.insert(&stream_);
    }
    ~Receiving() { streams_.erase(&stream_); }
    Receiving(const Receiving&) = delete;
    Receiving& operator=(const Receiving&) = delete;

   private:
    std::unordered_set<beast::tcp_stream*>& streams_;
    beast::tcp_stream& stream_;
  };
  using Work = std::function<HttpResponse(Searcher&)>;
  /// A response that a worker will post, and the deadline of whoever waits for it.
  struct Pending {
    explicit Pending(asio::io_context& io) : timer(io) {}
    asio::steady_timer timer;
    std::optional<HttpResponse> response;
  };

  void listen();
  void begin_stop();
  Awaitable<void> accept_connections();
  Awaitable<void> serve(tcp::socket socket);
  Awaitable<void> turn_away(tcp::socket socket);
  Awaitable<std::optional<Incoming>> receive(beast::tcp_stream& stream, beast::flat_buffer& buffer);
  Awaitable<HttpResponse> answer(const Incoming& incoming);
  Awaitable<bool> send(beast::tcp_stream& stream, const Incoming& incoming, HttpResponse response);
  Awaitable<bool> send_parts(beast::tcp_stream& stream, const Incoming& incoming,
                             HttpResponse response);
  Awaitable<void> finish(beast::tcp_stream& stream);
  Awaitable<HttpResponse> on_worker(Work work, Clock::time_point deadline);
  void log(const Incoming& incoming, const std::string& client, unsigned status) const;

  ServerOptions options_;
  ListenAddress address_;
  LatestCompleter completer_;
  Application application_;
  std::optional<RequestGate> gate_;
  bool stopping_ = false;
  std::size_t connections_ = 0;
  std::size_t turned_away_ = 0;
  std::unordered_set<beast::tcp_stream*> receiving_;  ///< what a stop need not wait for
  asio::io_context io_{1};                            // after what its coroutines use
  tcp::acceptor acceptor_{io_};
  WorkerPool pool_;  // last: its threads post to io_
};

HttpServer::Impl::Impl(ServerOptions options)
    : options_(std::move(options)),
      address_(options_.listen),
      completer_(options_.index),
      application_(options_.web_root, &completer_),
      pool_({.index = options_.index,
             .threads = worker_count(options_),
             .queue_length = options_.limits.connections}) {
  if (options_.token.empty() && !address_.is_loopback()) {
    throw Error(ErrorCode::kInvalidArgument,
                "'" + address_.to_string() +
                    "' can be reached from other machines, which takes a token: '--token FILE'");
  }
  listen();
  gate_.emplace(gate_options(options_, address_));
  asio::co_spawn(io_, accept_connections(), asio::detached);
}

void HttpServer::Impl::listen() {
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(address_.address), address_.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    address_.port = acceptor_.local_endpoint().port();
  } catch (const boost::system::system_error& error) {
    throw Error(ErrorCode::kIo, "the server cannot listen on " + address_.to_string() + ": " +
                                    error.code().message());
  }
}

void HttpServer::Impl::begin_stop() {
  stopping_ = true;
  error_code ignored;
  acceptor_.close(ignored);
  for (beast::tcp_stream* stream : receiving_) stream->cancel();
}

Awaitable<void> HttpServer::Impl::accept_connections() {
  while (!stopping_) {
    error_code error;
    tcp::socket socket = co_await acceptor_.async_accept(into(error));
    if (stopping_) break;
    if (error) {
      asio::steady_timer pause(io_, kAcceptPause);
      co_await pause.async_wait(into(error));
    } else if (connections_ < options_.limits.connections) {
      asio::co_spawn(io_, serve(std::move(socket)), asio::detached);
    } else if (turned_away_ < kMaxTurnedAway) {
      asio::co_spawn(io_, turn_away(std::move(socket)), asio::detached);
    }
  }
}

Awaitable<void> HttpServer::Impl::serve(tcp::socket socket) {
  const Counted counted(connections_);
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const std::string client = socket.remote_endpoint(ignored).address().to_string();
  beast::tcp_stream stream(std::move(socket));
  // Room for a whole head and the beginning of the next one.
  beast::flat_buffer buffer(2 * options_.limits.header_bytes);
  for (bool open = true; open && !stopping_;) {
    const std::optional<Incoming> incoming = co_await receive(stream, buffer);
    if (!incoming) break;
    HttpResponse response = co_await answer(*incoming);
    const unsigned status = response.status;
    open = co_await send(stream, *incoming, std::move(response));
    log(*incoming, client, status);
  }
  co_await finish(stream);
}

Awaitable<void> HttpServer::Impl::turn_away(tcp::socket socket) {
  const Counted counted(turned_away_);
  beast::tcp_stream stream(std::move(socket));
  stream.expires_after(kLinger);
  const Incoming unread;
  HttpResponse response = overloaded("this server has too many connections");
  co_await send(stream, unread, std::move(response));
  co_await finish(stream);
}

Awaitable<std::optional<Incoming>> HttpServer::Impl::receive(beast::tcp_stream& stream,
                                                             beast::flat_buffer& buffer) {
  const Receiving receiving(receiving_, stream);
  error_code error;
  stream.expires_after(options_.limits.request_time);
  if (buffer.size() == 0) {
    constexpr std::size_t kFirstRead = 4096;
    const std::size_t size =
        co_await stream.async_read_some(buffer.prepare(kFirstRead), into(error));
    buffer.commit(size);
    // The deadline of a request counts from its first byte.
    stream.expires_after(options_.limits.request_time);
  }
  const Clock::time_point begin = Clock::now();
  http::request_parser<http::empty_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(options_.limits.header_bytes));
  parser.body_limit(boost::none);  // none is read: the gate refuses requests that have one
  if (!error) co_await http::async_read_header(stream, buffer, parser, into(error));

  Incoming incoming;
  if (!error) {
    incoming = incoming_from(parser.get());
  } else if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    incoming.refused_status = 431;
    incoming.refused = "the head of the request is too long";
  } else if (error.category() == error_code(http::error::bad_target).category() &&
             error != http::error::end_of_stream && error != http::error::partial_message) {
    incoming.refused_status = 400;
    incoming.refused = "this is no HTTP request: " + error.message();
  } else {
    co_return std::nullopt;  // gone, too slow, or stopped
  }
  incoming.begin = begin;
  co_return incoming;
}

Awaitable<HttpResponse> HttpServer::Impl::answer(const Incoming& incoming) {
  if (incoming.refused_status == 431) {
    co_return refusal(431, "header_too_large", incoming.refused);
  }
  if (incoming.refused_status != 0) co_return refusal(400, "bad_request", incoming.refused);
  auto admitted = gate_->admit(incoming.raw);
  if (auto* turned_away = std::get_if<HttpResponse>(&admitted)) co_return std::move(*turned_away);

  // A tenth of the time is left to send the answer.
  const auto deadline = incoming.begin + options_.limits.request_time * 9 / 10;
  const HttpRequest& request = std::get<HttpRequest>(admitted);
  Work work = [this, request](Searcher& searcher) {
    return application_.respond(request, searcher);
  };
  HttpResponse response = co_await on_worker(std::move(work), deadline);
  co_return response;
}

/// What `work` makes of a worker's Searcher; 503 when the queue is full or the deadline passes
/// first.
Awaitable<HttpResponse> HttpServer::Impl::on_worker(Work work, Clock::time_point deadline) {
  const auto pending = std::make_shared<Pending>(io_);
  pending->timer.expires_at(deadline);
  auto task = [this, pending, work = std::move(work)](Searcher& searcher) {
    HttpResponse response = work(searcher);
    const bool healthy = response.status < 500;
    asio::post(io_, [pending, response = std::move(response)]() mutable {
      pending->response = std::move(response);
      pending->timer.cancel();
    });
    return healthy;
  };
  if (!pool_.submit(std::move(task), deadline)) {
    co_return overloaded("this server has too many requests to answer");
  }
  error_code ignored;
  co_await pending->timer.async_wait(into(ignored));
  if (!pending->response) co_return overloaded("this server is too busy to answer in time");
  co_return *std::move(pending->response);
}

/// Whether the connection can take another request.
Awaitable<bool> HttpServer::Impl::send(beast::tcp_stream& stream, const Incoming& incoming,
                                       HttpResponse response) {
  // After an error the bytes that follow may be no request.
  const bool keep_alive = incoming.keep_alive && !stopping_ && response.status < 400;
  error_code error;
  if (response.source) {
    const bool open = co_await send_parts(stream, incoming, std::move(response));
    co_return open;
  }
  if (incoming.is_head()) {
    auto message = head_of<http::empty_body>(response, incoming, keep_alive);
    message.content_length(response.body.size());
    co_await http::async_write(stream, message, into(error));
  } else {
    auto message = head_of<http::string_body>(response, incoming, keep_alive);
    message.body() = std::move(response.body);
    message.prepare_payload();
    co_await http::async_write(stream, message, into(error));
  }
  co_return keep_alive && !error;
}

/// Each part is made when the one before has been sent, and has the time of a request. A part that
/// fails ends the connection without the last chunk, which tells the client that something is
/// missing.
Awaitable<bool> HttpServer::Impl::send_parts(beast::tcp_stream& stream, const Incoming& incoming,
                                             HttpResponse response) {
  const bool chunked = incoming.version >= 11;
  const bool keep_alive = chunked && incoming.keep_alive && !stopping_;
  auto message = head_of<http::empty_body>(response, incoming, keep_alive);
  if (chunked) message.chunked(true);
  http::response_serializer<http::empty_body> serializer(message);
  error_code error;
  co_await http::async_write_header(stream, serializer, into(error));
  if (error || incoming.is_head()) co_return keep_alive && !error;

  while (true) {
    stream.expires_after(options_.limits.request_time);
    const auto bytes = asio::buffer(response.body);
    if (chunked && bytes.size() > 0) {
      co_await asio::async_write(stream, http::make_chunk(bytes), into(error));
    } else {
      co_await asio::async_write(stream, bytes, into(error));
    }
    if (error || stopping_) co_return false;
    if (!response.source) break;
    Work work = [source = std::move(response.source)](Searcher& searcher) {
      return Application::next_part(source, searcher);
    };
    response = co_await on_worker(std::move(work), Clock::now() + options_.limits.request_time);
    if (response.status != 200) co_return false;
  }
  if (chunked) co_await asio::async_write(stream, http::make_chunk_last(), into(error));
  co_return keep_alive && !error;
}

/// Says that nothing more is sent and lets the client read the last answer: closing while its bytes
/// are unread would reset the connection and take the answer away.
Awaitable<void> HttpServer::Impl::finish(beast::tcp_stream& stream) {
  error_code error;
  stream.socket().shutdown(tcp::socket::shutdown_send, error);
  stream.expires_after(kLinger);
  std::array<char, 4096> unread{};
  while (!error && !stopping_) {
    co_await stream.async_read_some(asio::buffer(unread), into(error));
  }
}

void HttpServer::Impl::log(const Incoming& incoming, const std::string& client,
                           unsigned status) const {
  if (!options_.served) return;
  options_.served({.client = client,
                   .method = incoming.raw.method,
                   .target = incoming.raw.target,
                   .status = status,
                   .took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() -
                                                                                 incoming.begin)});
}

HttpServer::HttpServer(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
HttpServer::~HttpServer() = default;
const ListenAddress& HttpServer::address() const { return impl_->address(); }
void HttpServer::run() { impl_->run(); }
void HttpServer::stop() { impl_->stop(); }

}  // namespace ksearch
