#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ksearch {

/// One slot of a frozen hash table: half of the key's hash, and a value. Fingerprint 0: empty.
struct HashSlot {
  std::uint32_t fingerprint;
  std::uint32_t value;
};

inline std::uint32_t slot_fingerprint(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 32U) | 1U;
}
inline std::size_t slot_index(std::uint64_t hash, std::size_t slot_count) {
  return static_cast<std::size_t>(((hash & 0xffffffffU) * slot_count) >> 32U);
}

/// Looks a 64-bit hash up in a table with linear probing that has at least one empty slot. A
/// false hit has a chance of some 2^-31 a slot probed. Returns nullptr when the hash is not there.
inline const std::uint32_t* find_slot(std::span<const HashSlot> slots, std::uint64_t hash) {
  if (slots.empty()) return nullptr;
  const std::uint32_t fingerprint = slot_fingerprint(hash);
  for (std::size_t i = slot_index(hash, slots.size());;) {
    if (slots[i].fingerprint == fingerprint) return &slots[i].value;
    if (slots[i].fingerprint == 0) return nullptr;
    if (++i == slots.size()) i = 0;
  }
}

}  // namespace ksearch
