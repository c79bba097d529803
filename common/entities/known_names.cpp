#include "common/entities/known_names.h"

#include <cstring>

#include "common/entities/known_names_format.h"

extern "C" const unsigned char ksearch_known_names[];  // known_names.s

namespace ksearch {
namespace {

struct Table {
  const KnownNamesHeader* header;
  const KnownNamesSlot* slots;
  const KnownNamesEntry* entries;
  const char* strings;
};

const Table& table() {
  static const Table instance = [] {
    const unsigned char* at = ksearch_known_names;
    Table t{};
    t.header = reinterpret_cast<const KnownNamesHeader*>(at);
    at += sizeof(KnownNamesHeader);
    t.slots = reinterpret_cast<const KnownNamesSlot*>(at);
    at += sizeof(KnownNamesSlot) * t.header->slot_count;
    t.entries = reinterpret_cast<const KnownNamesEntry*>(at);
    at += sizeof(KnownNamesEntry) * t.header->entry_count;
    t.strings = reinterpret_cast<const char*>(at);
    return t;
  }();
  return instance;
}

std::string_view string_at(const Table& t, std::uint32_t offset) {
  if (offset == 0) return {};
  const char* at = t.strings + offset;
  return {at + 1, static_cast<unsigned char>(*at)};
}

}  // namespace

std::optional<KnownName> find_known_name(const NameHash& hash) {
  const Table& t = table();
  const std::uint64_t value = hash.value();
  const auto fingerprint = static_cast<std::uint32_t>(value >> 32U);
  std::uint32_t slot = known_names_slot(value, t.header->slot_count);
  while (t.slots[slot].entry != 0) {
    if (t.slots[slot].fingerprint == fingerprint) {
      const KnownNamesEntry& entry = t.entries[t.slots[slot].entry];
      return KnownName{entry.flags, string_at(t, entry.place), string_at(t, entry.organisation),
                       string_at(t, entry.person)};
    }
    if (++slot == t.header->slot_count) slot = 0;
  }
  return std::nullopt;
}

std::optional<KnownName> find_known_name(std::string_view normalized) {
  return find_known_name(NameHash(normalized));
}

EntityType certain_type(EntityType type, const std::optional<KnownName>& known) {
  if (!known || known->is(kKnownGivenName) || !known->person.empty()) return type;
  const bool place = known->is(kKnownCountry | kKnownRegion | kKnownCapital);
  const bool organisation = !known->organisation.empty();
  if (place && !organisation) return EntityType::kPlace;
  if (organisation && known->place.empty()) return EntityType::kOrg;
  return type;
}

}  // namespace ksearch
