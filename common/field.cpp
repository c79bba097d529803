#include <array>

#include "ksearch/searcher.h"

namespace ksearch {
namespace {

constexpr std::array<std::string_view, 8> kNames = {"person", "place",  "org",  "language",
                                                    "source", "author", "type", "month"};

}  // namespace

std::string_view to_string(Field field) noexcept { return kNames[static_cast<std::size_t>(field)]; }

std::optional<Field> field_from(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Field>(i);
  }
  if (name == "organisation" || name == "organization") return Field::kOrg;
  if (name == "location") return Field::kPlace;
  if (name == "lang") return Field::kLanguage;
  return std::nullopt;
}

}  // namespace ksearch
