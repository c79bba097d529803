#include "server/entity_tag.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <chrono>

#include "ksearch/version.h"

namespace ksearch {
namespace {

/// Distances from UTC are multiples of this, so that it is one day while it lasts, everywhere.
using QuarterHours = std::chrono::duration<std::int64_t, std::ratio<15 * 60>>;

/// When what a request means may have changed last, for "today" is a word of queries.
std::int64_t period_of(const HttpRequest& request) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const bool names_zone = std::ranges::any_of(
      request.parameters, [](const auto& parameter) { return parameter.first == "time-zone"; });
  const QuarterHours period = names_zone ? std::chrono::floor<QuarterHours>(now)
                                         : QuarterHours(std::chrono::floor<std::chrono::days>(now));
  return period.count();
}

}  // namespace

std::string entity_tag(const HttpRequest& request, std::string_view commit_id) {
  std::string key = fmt::format("{}\n{}\n", version(), period_of(request));
  // Lengths keep apart what only together reads alike.
  const auto add = [&](std::string_view text) { key += fmt::format("{}:{}", text.size(), text); };
  add(commit_id);
  add(request.path);
  for (const std::string& segment : request.segments) add(segment);
  for (const auto& [name, value] : request.parameters) {
    add(name);
    add(value);
  }
  const XXH128_hash_t hash = XXH3_128bits(key.data(), key.size());
  return fmt::format("W/\"{:016x}{:016x}\"", hash.high64, hash.low64);
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
