#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "ksearch/error.h"

namespace ksearch {

static_assert(std::endian::native == std::endian::little, "the index is little-endian");

template <typename T>
T load_unaligned(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

/// Appends numbers and strings in the form that ByteDecoder reads: LEB128 for unsigned numbers,
/// strings as a length and their bytes.
class ByteEncoder {
 public:
  explicit ByteEncoder(std::string& out) : out_(out) {}
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_.push_back(static_cast<char>(value | 0x80));
      value >>= 7;
    }
    out_.push_back(static_cast<char>(value));
  }
  /// Zigzag coding, so that small negative numbers stay short.
  void signed_number(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void string(std::string_view value) {
    number(value.size());
    out_ += value;
  }

 private:
  std::string& out_;
};

/// Reads what ByteEncoder wrote. Throws Error(kIndexCorrupt) at any byte that cannot be right.
class ByteDecoder {
 public:
  explicit ByteDecoder(std::string_view bytes) : rest_(bytes) {}
  [[nodiscard]] bool done() const { return rest_.empty(); }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) fail();
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    fail();
  }
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::string_view string() {
    const std::uint64_t size = number();
    if (size > rest_.size()) fail();
    const std::string_view value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }

 private:
  [[noreturn]] static void fail() {
    throw Error(ErrorCode::kIndexCorrupt,
                "the index holds a damaged record; rebuild it with ksearch index --rebuild");
  }
  std::string_view rest_;
};

}  // namespace ksearch
