#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "indexer/entities/hash_slots.h"
#include "indexer/entities/tags.h"

namespace ksearch {

// A model file of the trained recogniser, in the byte order of a little-endian machine; every
// section starts at a multiple of 8 bytes. Never renumber or reorder.
//
//   NerModelHeader
//   gazetteer       HashSlot[gazetteer_slots]  key: NameHash of a phrase; value: classes as bits of
//                                              GazetteerClass, kGazetteerPrefix if phrases go on
//   clusters        HashSlot[cluster_slots]    key: hash_text of a word; value: fine << 8 | coarse
//   for each pass   HashSlot[feature_slots]    key: a feature; value: offset of its weights
//                   weights                    count, then count times {tag, weight}, bytes each

inline constexpr char kNerModelMagic[8] = {'K', 'S', 'E', 'N', 'E', 'R', '0', '1'};
inline constexpr std::size_t kPassCount = 2;

/// Classes of the gazetteer, as named in data/gazetteer.tsv. Never renumber.
enum class GazetteerClass : std::uint8_t {
  kCountry,
  kRegion,
  kSubdivision,
  kBigCity,
  kMiddleCity,
  kCityAlias,
  kPlace,
  kGivenName,
  kFamilyName,
  kOrganisation,
  kTeam,
  kDemonym,
  kTitle,
  kOrganisationWord,
  kPlaceWord,
  kDateWord,
  kCommonWord,
  kWordNetPerson,
  kWordNetPlace,
  kWordNetOrganisation,
};
inline constexpr std::size_t kGazetteerClasses = 20;
inline constexpr std::uint32_t kGazetteerPrefix = 1U << 31U;
/// The longest phrase of the gazetteer in words.
inline constexpr std::size_t kMaxGazetteerWords = 6;

struct NerPassHeader {
  std::uint32_t feature_slots;
  std::uint32_t weight_bytes;
  float scale;  ///< of the weights: a byte times this
  /// Row kTagCount holds the weights of the first tag of a sentence.
  float transitions[kTagCount + 1][kTagCount];
};

struct NerModelHeader {
  char magic[8];
  std::uint64_t checksum;  ///< XXH3 of all that follows this field
  std::uint64_t file_bytes;
  char name[64];  ///< such as "english-1", zero-terminated
  std::uint32_t gazetteer_slots;
  std::uint32_t cluster_slots;
  NerPassHeader passes[kPassCount];
};

/// The dictionaries of a model, which both training and tagging look words up in.
struct NerLexicon {
  std::span<const HashSlot> gazetteer;
  std::span<const HashSlot> clusters;
};

/// The weights of one pass.
struct NerWeights {
  const NerPassHeader* header = nullptr;
  std::span<const HashSlot> features;
  std::span<const std::uint8_t> weights;
};

/// A model whose bytes stay where they are: in the program or in a mapped file. Immutable, so that
/// threads may share it.
class NerModel {
 public:
  /// The model that is part of the library (data/english.ner).
  [[nodiscard]] static std::shared_ptr<const NerModel> embedded();
  /// Maps a model file. Throws Error: kIo when it cannot be read, kInvalidArgument when it is no
  /// model or damaged.
  [[nodiscard]] static std::shared_ptr<const NerModel> open(const std::string& path);

  ~NerModel();
  NerModel(const NerModel&) = delete;
  NerModel& operator=(const NerModel&) = delete;

  [[nodiscard]] const NerLexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] const NerWeights& pass(std::size_t index) const { return passes_[index]; }
  /// The name in the file with its checksum: tells models apart.
  [[nodiscard]] std::string fingerprint() const;

 private:
  enum class Storage { kProgram, kMapped };
  NerModel(std::span<const std::byte> bytes, Storage storage) : bytes_(bytes), storage_(storage) {}
  /// Finds the sections; false if they do not fit the file.
  bool find_sections();
  /// Whether lookups end and stay inside the sections, whatever made the file.
  [[nodiscard]] bool is_sound() const;

  std::span<const std::byte> bytes_;
  Storage storage_;
  NerLexicon lexicon_;
  NerWeights passes_[kPassCount];
};

}  // namespace ksearch
