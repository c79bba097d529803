#include "server/entity_tag.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <chrono>

#include "ksearch/version.h"

namespace ksearch {

std::string entity_tag(const HttpRequest& request, std::uint64_t revision) {
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  std::string key = fmt::format("{}\n{}\n", version(), day.time_since_epoch().count());
  // Lengths keep apart what only together reads alike.
  const auto add = [&](std::string_view text) { key += fmt::format("{}:{}", text.size(), text); };
  add(request.path);
  for (const std::string& segment : request.segments) add(segment);
  for (const auto& [name, value] : request.parameters) {
    add(name);
    add(value);
  }
  const XXH128_hash_t hash = XXH3_128bits(key.data(), key.size());
  return fmt::format("W/\"{}-{:016x}{:016x}\"", revision, hash.high64, hash.low64);
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  const auto strong = [](std::string_view text) {
    return text.starts_with("W/") ? text.substr(2) : text;
  };
  for (std::string_view rest = if_none_match; !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    std::string_view one = rest.substr(0, end);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (strong(one) == strong(tag)) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace ksearch
