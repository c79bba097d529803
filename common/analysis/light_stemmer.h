#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ksearch {

/// Languages whose words Snowball does not stem and ksearch does.
enum class LightLanguage { kCzech, kPolish, kUkrainian };

/// The light stemmer of a language (ISO 639-1), if it is one of these.
[[nodiscard]] std::optional<LightLanguage> light_language(std::string_view code);

/// What the case and number forms of a noun, name or adjective have in common: the word without its
/// ending, its last sounds made the same where they alternate ("Praha", "v Praze"). `folded` is
/// case-folded UTF-8 with its diacritics. Words of other scripts stay as they are. Thread-safe.
[[nodiscard]] std::string light_stem(std::string_view folded, LightLanguage language);

}  // namespace ksearch
