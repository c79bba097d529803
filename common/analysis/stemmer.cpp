#include "common/analysis/stemmer.h"

#include <xapian.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/analysis/byte_arena.h"
#include "common/analysis/light_stemmer.h"
#include "common/analysis/word_folding.h"

namespace ksearch {
namespace {

struct StemmedLanguage {
  std::string_view code;
  const char* xapian_name;  ///< null: stemmed by light_stem()
};

constexpr std::array kLanguages = std::to_array<StemmedLanguage>({
    {"ar", "arabic"},   {"ca", "catalan"},    {"cs", nullptr},     {"pl", nullptr},
    {"uk", nullptr},    {"da", "danish"},     {"de", "german"},    {"en", "english"},
    {"es", "spanish"},  {"eu", "basque"},     {"fi", "finnish"},   {"fr", "french"},
    {"ga", "irish"},    {"hu", "hungarian"},  {"hy", "armenian"},  {"id", "indonesian"},
    {"it", "italian"},  {"lt", "lithuanian"}, {"nb", "norwegian"}, {"ne", "nepali"},
    {"nl", "dutch"},    {"nn", "norwegian"},  {"no", "norwegian"}, {"pt", "portuguese"},
    {"ro", "romanian"}, {"ru", "russian"},    {"sv", "swedish"},   {"ta", "tamil"},
    {"tr", "turkish"},
});

const StemmedLanguage* find_language(std::string_view code) {
  const auto* found = std::ranges::find(kLanguages, code, &StemmedLanguage::code);
  return found == kLanguages.end() ? nullptr : found;
}

/// The stems of one language by word: an open table whose strings lie in an arena. Looking a word
/// up touches two cache lines, which is what analysis with stems spends most of its time on.
class StemTable {
 public:
  /// Of no language: the word itself.
  StemTable() = default;
  explicit StemTable(const StemmedLanguage& language)
      : stem_(language.xapian_name == nullptr ? Xapian::Stem()
                                              : Xapian::Stem(language.xapian_name)),
        light_(light_language(language.code)) {}

  /// Adds what it had to remember to `bytes`.
  std::string_view stem(std::string_view folded, std::size_t& bytes) {
    const std::uint64_t hash = XXH3_64bits(folded.data(), folded.size());
    if (const Slot* known = &slots_[find(folded, hash)]; known->word != nullptr) {
      return known->stem();
    }
    if (2 * (size_ + 1) > slots_.size()) {
      bytes += slots_.size() * sizeof(Slot);
      grow();
    }
    Slot& slot = slots_[find(folded, hash)];
    slot = make_slot(folded, hash);
    ++size_;
    bytes += slot.word_size + (slot.stem_offset == 0 ? 0 : slot.stem_size);
    return slot.stem();
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    const char* word = nullptr;  ///< null where the slot is free; the stem follows the word
    std::uint32_t word_size = 0;
    std::uint32_t stem_offset = 0;  ///< 0 where the stem is how the word begins, as it mostly is
    std::uint32_t stem_size = 0;

    [[nodiscard]] std::string_view stem() const { return {word + stem_offset, stem_size}; }
  };

  /// The slot of a word, or the free one where it belongs.
  [[nodiscard]] std::size_t find(std::string_view folded, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = hash & mask;
    while (slots_[i].word != nullptr &&
           (slots_[i].hash != hash ||
            std::string_view(slots_[i].word, slots_[i].word_size) != folded)) {
      i = (i + 1) & mask;
    }
    return i;
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.word != nullptr) slots_[find({slot.word, slot.word_size}, slot.hash)] = slot;
    }
  }

  Slot make_slot(std::string_view folded, std::uint64_t hash) {
    std::string stem;
    append_stripped(light_ ? light_stem(folded, *light_) : stem_(std::string(folded)), stem);
    const bool is_prefix = folded.starts_with(stem);
    char* bytes = strings_.reserve(folded.size() + stem.size());
    folded.copy(bytes, folded.size());
    if (!is_prefix) stem.copy(bytes + folded.size(), stem.size());
    const auto word_size = static_cast<std::uint32_t>(folded.size());
    strings_.take(word_size + (is_prefix ? 0 : stem.size()));
    return {hash, bytes, word_size, is_prefix ? 0 : word_size,
            static_cast<std::uint32_t>(stem.size())};
  }

  Xapian::Stem stem_;
  std::optional<LightLanguage> light_;
  ByteArena strings_;
  std::vector<Slot> slots_ =
      std::vector<Slot>(1024);  ///< a power of two, at most half of them taken
  std::size_t size_ = 0;
};

}  // namespace

bool is_stemmed_language(std::string_view language) { return find_language(language) != nullptr; }

struct StemCache::Impl {
  /// By position in kLanguages; the last is for all languages without a stemmer.
  std::array<std::optional<StemTable>, kLanguages.size() + 1> tables;
  std::size_t bytes = 0;
};

StemCache::StemCache() : impl_(std::make_unique<Impl>()) {}
StemCache::~StemCache() = default;
StemCache::StemCache(StemCache&&) noexcept = default;
StemCache& StemCache::operator=(StemCache&&) noexcept = default;

std::string_view StemCache::stem(std::string_view folded, std::string_view language) {
  if (folded.empty()) return folded;
  const StemmedLanguage* stemmed = find_language(language);
  const std::size_t index = stemmed == nullptr
                                ? kLanguages.size()
                                : static_cast<std::size_t>(stemmed - kLanguages.data());
  std::optional<StemTable>& table = impl_->tables[index];
  if (!table) stemmed == nullptr ? table.emplace() : table.emplace(*stemmed);
  return table->stem(folded, impl_->bytes);
}

void StemCache::trim(std::size_t max_bytes) {
  if (impl_->bytes <= max_bytes) return;
  impl_ = std::make_unique<Impl>();
}

}  // namespace ksearch
