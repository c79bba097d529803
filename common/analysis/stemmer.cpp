#include "common/analysis/stemmer.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "common/analysis/word_folding.h"

namespace ksearch {
namespace {

struct StemmedLanguage {
  std::string_view code;
  const char* xapian_name;
};

constexpr std::array kLanguages = std::to_array<StemmedLanguage>({
    {"ar", "arabic"},     {"ca", "catalan"},  {"da", "danish"},     {"de", "german"},
    {"en", "english"},    {"es", "spanish"},  {"eu", "basque"},     {"fi", "finnish"},
    {"fr", "french"},     {"ga", "irish"},    {"hu", "hungarian"},  {"hy", "armenian"},
    {"id", "indonesian"}, {"it", "italian"},  {"lt", "lithuanian"}, {"nb", "norwegian"},
    {"ne", "nepali"},     {"nl", "dutch"},    {"nn", "norwegian"},  {"no", "norwegian"},
    {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},    {"sv", "swedish"},
    {"ta", "tamil"},      {"tr", "turkish"},
});

const StemmedLanguage* find_language(std::string_view code) {
  const auto* found = std::ranges::find(kLanguages, code, &StemmedLanguage::code);
  return found == kLanguages.end() ? nullptr : found;
}

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

/// What a node of a hash table, its bucket and the allocator add to the characters of a string.
constexpr std::size_t kNodeBytes = 80;

/// The words and stems of one language.
class LanguageStems {
 public:
  explicit LanguageStems(const StemmedLanguage* language) {
    if (language != nullptr) stem_ = Xapian::Stem(language->xapian_name);
  }

  /// Adds what it had to remember to `bytes`.
  std::string_view stem(std::string_view folded, std::size_t& bytes) {
    if (const auto known = stem_of_.find(folded); known != stem_of_.end()) return known->second;
    std::string stripped;
    append_stripped(stem_(std::string(folded)), stripped);
    const auto [stem, is_new] = stems_.insert(std::move(stripped));
    if (is_new) bytes += kNodeBytes + stem->size();
    stem_of_.emplace(folded, *stem);
    bytes += kNodeBytes + folded.size();
    return *stem;
  }

 private:
  Xapian::Stem stem_;  ///< of no language: the word itself
  std::unordered_set<std::string> stems_;
  std::unordered_map<std::string, std::string_view, StringHash, std::equal_to<>> stem_of_;
};

}  // namespace

bool is_stemmed_language(std::string_view language) { return find_language(language) != nullptr; }

struct StemCache::Impl {
  /// By position in kLanguages; the last is for all languages without a stemmer.
  std::array<std::unique_ptr<LanguageStems>, kLanguages.size() + 1> languages;
  std::size_t bytes = 0;
};

StemCache::StemCache() : impl_(std::make_unique<Impl>()) {}
StemCache::~StemCache() = default;
StemCache::StemCache(StemCache&&) noexcept = default;
StemCache& StemCache::operator=(StemCache&&) noexcept = default;

std::string_view StemCache::stem(std::string_view folded, std::string_view language) {
  const StemmedLanguage* stemmed = find_language(language);
  const std::size_t index = stemmed == nullptr
                                ? kLanguages.size()
                                : static_cast<std::size_t>(stemmed - kLanguages.data());
  std::unique_ptr<LanguageStems>& stems = impl_->languages[index];
  if (!stems) stems = std::make_unique<LanguageStems>(stemmed);
  return stems->stem(folded, impl_->bytes);
}

void StemCache::trim(std::size_t max_bytes) {
  if (impl_->bytes <= max_bytes) return;
  impl_ = std::make_unique<Impl>();
}

}  // namespace ksearch
