#include "common/schema.h"

#include <xxhash.h>

#include <algorithm>

#include "common/analysis/fold.h"
#include "common/utf8.h"
#include "ksearch/analyzer.h"

namespace ksearch::schema {

bool fits(std::string_view term) {
  const auto nul_bytes = static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
  return !term.empty() && term.size() + nul_bytes <= kMaxTermBytes;
}

std::string bounded_term(char prefix, std::string_view value) {
  std::string term(1, prefix);
  term += value;
  if (!fits(term)) term.replace(1, std::string::npos, hex_hash(value));
  return term;
}

std::string_view stem_language(std::string_view language) {
  return Analyzer::has_stemmer(language) ? language : kUnstemmedLanguage;
}

std::string stem_key(std::string_view language, std::string_view stem) {
  std::string key(stem_language(language));
  key += ':';
  key += stem;
  return key;
}

std::string name_term(std::uint32_t name) { return kNamePrefix + std::to_string(name); }

std::string entity_type_term(EntityType type) {
  return kEntityTypePrefix + std::string(to_string(type));
}

std::string id_term(std::string_view id) { return bounded_term(kIdPrefix, id); }

std::string file_path_term(std::string_view absolute_path) {
  return kFilePathPrefix + hex_hash(absolute_path);
}

std::string value_term(char prefix, std::string_view value) {
  for (value = utf8_prefix(value, kMaxTermBytes);; value = utf8_prefix(value, value.size() - 1)) {
    std::string term = prefix + fold(value) + kValueSeparator;
    term += value;
    if (fits(term)) return term;
  }
}

std::string value_term_prefix(char prefix, std::string_view value) {
  std::string term = value_term(prefix, value);
  term.resize(term.find(kValueSeparator) + 1);
  return term;
}

std::string derived_id(std::string_view absolute_path, std::string_view member) {
  static constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string key(absolute_path);
  key += '\0';
  key += member;
  XXH64_hash_t hash = XXH3_64bits(key.data(), key.size());
  std::string id;
  for (int i = 0; i < 12; ++i) {
    id += kDigits[hash & 31];
    hash >>= 5;
  }
  return id;
}

std::string hex_hash(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::string hex;
  for (const XXH64_hash_t half : {hash.high64, hash.low64}) {
    for (int shift = 60; shift >= 0; shift -= 4) hex += kDigits[(half >> shift) & 15];
  }
  return hex;
}

std::string sortable_date(std::chrono::sys_seconds time) {
  const auto biased =
      static_cast<std::uint64_t>(time.time_since_epoch().count()) ^ (std::uint64_t{1} << 63);
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(biased >> shift);
  return bytes;
}

std::chrono::sys_seconds date_of_sortable(std::string_view bytes) {
  if (bytes.size() != 8) return {};
  std::uint64_t biased = 0;
  for (const char byte : bytes) biased = biased << 8 | static_cast<unsigned char>(byte);
  return std::chrono::sys_seconds(
      std::chrono::seconds(static_cast<std::int64_t>(biased ^ (std::uint64_t{1} << 63))));
}

}  // namespace ksearch::schema
