#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string_view>

namespace ksearch {

// Hashes of the trained recogniser. Never change: model files hold them.

inline std::uint64_t hash_text(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

/// A hash of two hashes, order counts. The halves of the result are both well mixed.
inline std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = (a * 0x9e3779b97f4a7c15ULL) ^ b;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 32U;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 29U);
}

}  // namespace ksearch
