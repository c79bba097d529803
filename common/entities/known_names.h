#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ksearch/entity.h"

namespace ksearch {

/// What is known of a name or word, as flags of KnownName::flags. Never renumber: in
/// known_names.bin.
enum KnownFlag : std::uint32_t {
  kKnownCountry = 1U << 0U,
  kKnownRegion = 1U << 1U,  ///< continent, sea, landmark, province
  kKnownCity = 1U << 2U,
  kKnownOrganisation = 1U << 3U,
  kKnownPerson = 1U << 4U,
  kKnownGivenName = 1U << 5U,
  kKnownTitle = 1U << 6U,             ///< "president": stands before a person's name
  kKnownOrganisationWord = 1U << 7U,  ///< "ministry": belongs to an organisation's name
  kKnownPlaceWord = 1U << 8U,         ///< "lake": belongs to a place's name
  kKnownDateWord = 1U << 9U,          ///< "monday": capitalised and no name
  kKnownDemonym = 1U << 10U,          ///< "russian": capitalised and no name
  kKnownCommonWord = 1U << 11U,       ///< "reading": an English word as well
  kKnownCapital = 1U << 12U,          ///< of a country; a city as well
  kKnownSurname = 1U << 13U,          ///< of a known person: enough to name him
  kKnownPlace = kKnownCountry | kKnownRegion | kKnownCity,
};

/// One entry of the table of known names. The views live as long as the program.
struct KnownName {
  std::uint32_t flags = 0;
  std::string_view place;         ///< the shown name of the place so called, or empty
  std::string_view organisation;  ///< likewise
  std::string_view person;        ///< likewise

  [[nodiscard]] bool is(std::uint32_t flag) const { return (flags & flag) != 0; }
};

/// A hash of a name that grows word by word and does not see spaces, so that "New York" and
/// "new" + "york" agree. Feed it normalised forms (normalize_name).
class NameHash {
 public:
  NameHash() = default;
  explicit NameHash(std::string_view normalized) { add(normalized); }
  void add(std::string_view normalized) {
    for (const char c : normalized) {
      if (c == ' ') continue;
      state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
  }
  [[nodiscard]] std::uint64_t value() const {
    std::uint64_t x = state_;
    x = (x ^ (x >> 33U)) * 0xff51afd7ed558ccdULL;
    return x ^ (x >> 33U);
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325ULL;  // FNV-1a
};

/// The places, organisations, people and name words that are compiled into the library from
/// data/*.tsv by common/entities/compile_known_names.cpp. Nothing is parsed or allocated at run
/// time. Thread-safe.
[[nodiscard]] std::optional<KnownName> find_known_name(const NameHash& hash);
/// The same for one normalised name.
[[nodiscard]] std::optional<KnownName> find_known_name(std::string_view normalized);

/// The type that the table gives a name whatever a recogniser says ("Kremlin" as a person), or
/// `type` where the table is not certain.
[[nodiscard]] EntityType certain_type(EntityType type, const std::optional<KnownName>& known);

}  // namespace ksearch
