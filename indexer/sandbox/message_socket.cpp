#include "indexer/sandbox/message_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace ksearch::sandbox {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

/// Room for one descriptor beside the bytes.
union DescriptorRoom {
  cmsghdr align;
  char bytes[CMSG_SPACE(sizeof(int))];
};

int descriptor_in(msghdr& header) {
  int number = -1;
  for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr; part = CMSG_NXTHDR(&header, part)) {
    if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_RIGHTS) {
      std::memcpy(&number, CMSG_DATA(part), sizeof number);
    }
  }
  return number;
}

/// Milliseconds for poll(), rounded up.
int milliseconds_until(std::optional<MessageSocket::Clock::time_point> deadline) {
  if (!deadline) return -1;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(*deadline - MessageSocket::Clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1'000'000));
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

bool MessageSocket::send(std::string_view message, int descriptor) const {
  const std::uint64_t size = message.size();
  char length[sizeof size];
  std::memcpy(length, &size, sizeof size);
  iovec parts[2] = {{length, sizeof length},
                    {const_cast<char*>(message.data()), message.size()}};  // only read
  DescriptorRoom room{};
  msghdr header{};
  header.msg_iov = parts;
  header.msg_iovlen = 2;
  if (descriptor >= 0) {
    header.msg_control = room.bytes;
    header.msg_controllen = sizeof room.bytes;
    cmsghdr* part = CMSG_FIRSTHDR(&header);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(sizeof descriptor);
    std::memcpy(CMSG_DATA(part), &descriptor, sizeof descriptor);
  }
  std::size_t left = sizeof length + message.size();
  while (left > 0) {
    const ssize_t sent = sendmsg(socket_.number(), &header, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    header.msg_control = nullptr;
    header.msg_controllen = 0;
    auto done = static_cast<std::size_t>(sent);
    left -= done;
    for (iovec& part : parts) {
      const std::size_t taken = std::min(done, part.iov_len);
      part.iov_base = static_cast<char*>(part.iov_base) + taken;
      part.iov_len -= taken;
      done -= taken;
    }
  }
  return true;
}

MessageSocket::Received MessageSocket::receive_bytes(std::string& out, std::size_t size,
                                                     std::optional<Clock::time_point> deadline) {
  out.clear();
  while (out.size() < size) {
    pollfd wanted{socket_.number(), POLLIN, 0};
    const int ready = poll(&wanted, 1, milliseconds_until(deadline));
    if (ready < 0 && errno != EINTR) return Received::kClosed;
    if (ready <= 0) {
      if (deadline && Clock::now() >= *deadline) return Received::kTimeout;
      continue;
    }
    // Memory grows with what arrives, not with what is announced.
    const std::size_t before = out.size();
    out.resize(before + std::min(size - before, kChunkBytes));
    iovec part{out.data() + before, out.size() - before};
    DescriptorRoom room{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = room.bytes;
    header.msg_controllen = sizeof room.bytes;
    const ssize_t got = recvmsg(socket_.number(), &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    const int error = errno;
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && (error == EINTR || error == EAGAIN)) continue;
    if (got <= 0) return Received::kClosed;
    if (const int number = descriptor_in(header); number >= 0) {
      received_descriptor_ = Descriptor(number);
    }
  }
  return Received::kMessage;
}

MessageSocket::Received MessageSocket::receive(std::string& message,
                                               std::optional<Clock::time_point> deadline) {
  std::uint64_t size = 0;
  Received received = receive_bytes(message, sizeof size, deadline);
  if (received != Received::kMessage) return received;
  std::memcpy(&size, message.data(), sizeof size);
  if (size == 0 || size > kMaxMessageBytes) return Received::kClosed;
  return receive_bytes(message, size, deadline);
}

}  // namespace ksearch::sandbox
