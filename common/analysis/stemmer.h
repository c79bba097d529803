#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace ksearch {

/// Whether words of this language (ISO 639-1) are stemmed.
[[nodiscard]] bool is_stemmed_language(std::string_view language);

/// Stems words by Snowball or light_stem(), each distinct word once. Not thread-safe.
class StemCache {
 public:
  StemCache();
  ~StemCache();
  StemCache(StemCache&&) noexcept;
  StemCache& operator=(StemCache&&) noexcept;

  /// The stem of a folded word, diacritics stripped; the stripped word itself where the language
  /// has no stemmer. The view is valid until trim() or the end of the cache.
  std::string_view stem(std::string_view folded, std::string_view language);

  /// Forgets everything if it takes more than `max_bytes`.
  void trim(std::size_t max_bytes);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ksearch
