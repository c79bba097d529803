#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ksearch::sandbox {

/// A descriptor that is closed when its owner goes; -1 is none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_ = -1;
};

/// Longest message: the longest text of a document and room for what else it holds.
inline constexpr std::size_t kMaxMessageBytes = std::size_t{80} << 20;

/// One end of a Unix stream socket over which whole messages go, each after its length. A broken
/// connection raises no signal. Used by one thread.
class MessageSocket {
 public:
  using Clock = std::chrono::steady_clock;
  enum class Received { kMessage, kClosed, kTimeout };

  explicit MessageSocket(Descriptor socket) : socket_(std::move(socket)) {}

  /// Sends a message, with a copy of `descriptor` unless that is -1, waiting for room. False when
  /// the other side is gone.
  [[nodiscard]] bool send(std::string_view message, int descriptor = -1) const;

  /// Waits for a message until `deadline`, or for ever, and puts it into `message`. A length beyond
  /// kMaxMessageBytes counts as closed, since nothing that follows can be understood.
  [[nodiscard]] Received receive(std::string& message, std::optional<Clock::time_point> deadline);
  /// The descriptor that came with the last message, if one did.
  [[nodiscard]] Descriptor take_descriptor() { return std::move(received_descriptor_); }

 private:
  [[nodiscard]] Received receive_bytes(std::string& out, std::size_t size,
                                       std::optional<Clock::time_point> deadline);

  Descriptor socket_;
  Descriptor received_descriptor_;
};

}  // namespace ksearch::sandbox
