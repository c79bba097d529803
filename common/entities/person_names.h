#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksearch {

/// The parts of a person's name, as keys that do not depend on the romanisation.
struct PersonName {
  std::string surname;      ///< in Latin letters, as spelt
  std::string surname_key;  ///< spelling_key() of it
  std::string given_key;    ///< given_name_key(); one letter for an initial; empty: a lone surname
  std::vector<std::string> middle_keys;  ///< further given names, patronymics left out
  std::string suffix;                    ///< "jr", "sr", "ii", ...: another person than without
};

/// Takes a normalised name apart: "Recep Tayyip Erdoğan", "von der Leyen", "Xi Jinping" (surname
/// first for common Chinese and Korean surnames), "Владимира Путина". Thread-safe.
[[nodiscard]] PersonName parse_person_name(std::string_view normalized);

/// PersonName::surname_key of a normalised name at a fraction of the cost. Thread-safe.
[[nodiscard]] std::string surname_key(std::string_view normalized);

}  // namespace ksearch
