#pragma once

#include <cstdint>

namespace ksearch {

// known_names.bin, in the byte order of the machine it is built for: the header, the slots (an
// open-addressing table with linear probing), the distinct entries, then strings of one length
// byte each. A slot's place is the low half of the hash scaled to slot_count, its fingerprint the
// high half; entry 0 means an empty slot. A string offset of 0 means none.

struct KnownNamesHeader {
  std::uint32_t slot_count;
  std::uint32_t entry_count;
  std::uint32_t string_bytes;
};

struct KnownNamesSlot {
  std::uint32_t fingerprint;
  std::uint32_t entry;
};

struct KnownNamesEntry {
  std::uint32_t flags;
  std::uint32_t place;
  std::uint32_t organisation;
  std::uint32_t person;
  friend auto operator<=>(const KnownNamesEntry&, const KnownNamesEntry&) = default;
};

inline std::uint32_t known_names_slot(std::uint64_t hash, std::uint32_t slot_count) {
  return static_cast<std::uint32_t>(((hash & 0xffffffffU) * slot_count) >> 32U);
}

}  // namespace ksearch
