#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/entities/known_names.h"
#include "indexer/entities/feature_hash.h"
#include "indexer/entities/ner_model.h"

namespace ksearch {

inline constexpr std::size_t kMaxAffix = 4;
/// Stands for "in no cluster".
inline constexpr std::uint16_t kNoCluster = 0xffff;

/// All that the trained recogniser needs of a word, wherever it stands: hashes of the word, of its
/// affixes and shape, and what the model's dictionaries say.
struct TokenForm {
  std::uint32_t number = 0;         ///< of the form among the TokenForms that made it, from 0
  std::uint64_t word = 0;           ///< as written, quotes and dashes made plain
  std::uint64_t lower = 0;          ///< lower case without diacritics and final dot
  std::uint64_t shape = 0;          ///< "Xxxx", up to 8 characters
  std::uint64_t compact_shape = 0;  ///< "Xx"
  std::array<std::uint64_t, kMaxAffix> prefixes{};
  std::array<std::uint64_t, kMaxAffix> suffixes{};
  std::size_t affixes = 0;      ///< how many of each, shorter than the word
  std::string name;             ///< letters and digits of the lower case: key of phrases
  std::string initial;          ///< first character of the lower case
  std::uint32_t gazetteer = 0;  ///< classes of the word alone, and kGazetteerPrefix
  std::uint16_t coarse_cluster = kNoCluster;
  std::uint16_t fine_cluster = kNoCluster;

  bool capital = false;       ///< begins with an upper-case letter
  bool all_capitals = false;  ///< two letters or more, all of them upper-case
  bool mixed_case = false;    ///< "McDonald", "iPhone"
  bool alphabetic = false;    ///< letters only
  bool has_digit = false;
  bool punctuation = false;     ///< neither letters nor digits
  bool initial_letter = false;  ///< "J" or "J."

  [[nodiscard]] bool is(GazetteerClass c) const {
    return (gazetteer >> static_cast<unsigned>(c) & 1U) != 0;
  }
  /// The properties above as bits.
  [[nodiscard]] std::uint64_t flags() const;
};

/// Makes forms and keeps them, since most words of a text are seen again. Not thread-safe.
class TokenForms {
 public:
  /// `lexicon` must stay valid.
  explicit TokenForms(const NerLexicon& lexicon) : lexicon_(lexicon) {}

  /// Valid until the next call of trim().
  const TokenForm* form(std::string_view token);
  [[nodiscard]] std::size_t size() const { return forms_.size(); }
  /// Forgets all forms if there are too many of them; whether it did.
  bool trim();

 private:
  /// Lets the map be searched by a view, without a copy of it.
  struct TokenHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view token) const {
      return static_cast<std::size_t>(hash_text(token));
    }
  };

  [[nodiscard]] TokenForm make(std::string_view token) const;

  NerLexicon lexicon_;
  std::deque<TokenForm> forms_;
  std::unordered_map<std::string, const TokenForm*, TokenHash, std::equal_to<>> by_token_;
};

}  // namespace ksearch
