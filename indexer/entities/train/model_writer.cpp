#include "indexer/entities/train/model_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include "common/entities/known_names.h"
#include "indexer/entities/feature_hash.h"
#include "ksearch/error.h"

namespace ksearch::train {
namespace {

/// How full tables are. Most features of a token are not there, and a search for one that is not
/// ends at an empty slot: after 4 slots on average at 60 %, after 22 at 85 %. Dictionaries are
/// asked once for each word, not once for each token, and may be fuller.
constexpr double kFeatureFill = 0.6;
constexpr double kDictionaryFill = 0.85;
/// Rounded weights below this change no score that matters: 0.2 F1 at most, a third of the size.
constexpr int kMinWeight = 3;

const std::map<std::string_view, GazetteerClass> kClassNames = {
    {"COUNTRY", GazetteerClass::kCountry},    {"REGION", GazetteerClass::kRegion},
    {"SUBDIV", GazetteerClass::kSubdivision}, {"CITYBIG", GazetteerClass::kBigCity},
    {"CITYMID", GazetteerClass::kMiddleCity}, {"CITYALT", GazetteerClass::kCityAlias},
    {"PLACE", GazetteerClass::kPlace},        {"FIRST", GazetteerClass::kGivenName},
    {"LAST", GazetteerClass::kFamilyName},    {"ORGN", GazetteerClass::kOrganisation},
    {"TEAM", GazetteerClass::kTeam},          {"DEMONYM", GazetteerClass::kDemonym},
    {"TITLE", GazetteerClass::kTitle},        {"ORGW", GazetteerClass::kOrganisationWord},
    {"LOCW", GazetteerClass::kPlaceWord},     {"DATEW", GazetteerClass::kDateWord},
    {"COMMON", GazetteerClass::kCommonWord},  {"WNPER", GazetteerClass::kWordNetPerson},
    {"WNLOC", GazetteerClass::kWordNetPlace}, {"WNORG", GazetteerClass::kWordNetOrganisation}};

std::vector<HashSlot> freeze(const std::map<std::uint64_t, std::uint32_t>& entries, double fill) {
  if (entries.empty()) return {};
  const auto count = static_cast<std::size_t>(static_cast<double>(entries.size()) / fill);
  std::vector<HashSlot> slots(count + 1);
  for (const auto& [hash, value] : entries) {
    std::size_t slot = slot_index(hash, slots.size());
    while (slots[slot].fingerprint != 0) slot = slot + 1 == slots.size() ? 0 : slot + 1;
    slots[slot] = {slot_fingerprint(hash), value};
  }
  return slots;
}

std::ifstream open_text(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Error(ErrorCode::kIo, fmt::format("{}: {}", path, std::strerror(errno)));
  return in;
}

bool has_latin_letter(std::string_view phrase) {
  return std::any_of(phrase.begin(), phrase.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void add_phrase(std::string_view phrase, std::uint32_t classes,
                std::map<std::uint64_t, std::uint32_t>& entries) {
  NameHash hash;
  for (std::size_t begin = 0; begin < phrase.size();) {
    const std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    hash.add(phrase.substr(begin, end - begin));
    entries[hash.value()] |= end == phrase.size() ? classes : kGazetteerPrefix;
    begin = end + 1;
  }
}

std::map<std::uint64_t, std::uint32_t> read_gazetteer(const std::string& path) {
  std::map<std::uint64_t, std::uint32_t> entries;
  std::ifstream in = open_text(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    const std::string_view phrase = std::string_view(line).substr(0, tab);
    if (!has_latin_letter(phrase)) continue;
    std::uint32_t classes = 0;
    for (std::size_t begin = tab + 1; begin < line.size();) {
      const std::size_t end = std::min(line.find(',', begin), line.size());
      const auto cls = kClassNames.find(std::string_view(line).substr(begin, end - begin));
      if (cls == kClassNames.end()) {
        throw Error(ErrorCode::kInvalidArgument,
                    fmt::format("{}: unknown class in: {}", path, line));
      }
      classes |= 1U << static_cast<unsigned>(cls->second);
      begin = end + 1;
    }
    add_phrase(phrase, classes, entries);
  }
  return entries;
}

std::map<std::uint64_t, std::uint32_t> read_clusters(const std::string& path) {
  std::map<std::uint64_t, std::uint32_t> entries;
  std::ifstream in = open_text(path);
  std::string word;
  for (std::uint32_t coarse = 0, fine = 0; in >> word >> coarse >> fine;) {
    if (coarse > 0xff || fine > 0xffff) {
      throw Error(ErrorCode::kInvalidArgument, fmt::format("{}: bad cluster of {}", path, word));
    }
    entries[hash_text(word)] = fine << 8U | coarse;
  }
  return entries;
}

struct PackedPass {
  NerPassHeader header{};
  std::vector<HashSlot> features;
  std::vector<char> weights;
};

PackedPass pack_pass(const TrainedPass& pass) {
  PackedPass packed;
  float largest = 0;
  for (const auto& row : pass.weights) {
    for (const float weight : row) largest = std::max(largest, std::fabs(weight));
  }
  packed.header.scale = largest / 127.0F;
  std::map<std::string, std::uint32_t> offsets;
  std::map<std::uint64_t, std::uint32_t> entries;
  for (std::size_t i = 0; i < pass.features.size(); ++i) {
    std::string row;
    for (std::size_t tag = 0; tag < kTagCount; ++tag) {
      const auto rounded =
          static_cast<int>(std::lround(pass.weights[i][tag] / packed.header.scale));
      if (std::abs(rounded) < kMinWeight) continue;
      row += static_cast<char>(tag);
      row += static_cast<char>(rounded);
    }
    if (row.empty()) continue;
    row.insert(row.begin(), static_cast<char>(row.size() / 2));
    const auto [place, inserted] =
        offsets.emplace(row, static_cast<std::uint32_t>(packed.weights.size()));
    if (inserted) packed.weights.insert(packed.weights.end(), row.begin(), row.end());
    entries[pass.features[i]] = place->second;
  }
  packed.features = freeze(entries, kFeatureFill);
  packed.header.feature_slots = static_cast<std::uint32_t>(packed.features.size());
  packed.header.weight_bytes = static_cast<std::uint32_t>(packed.weights.size());
  for (std::size_t a = 0; a <= kTagCount; ++a) {
    std::copy(pass.transitions[a].begin(), pass.transitions[a].end(),
              std::begin(packed.header.transitions[a]));
  }
  return packed;
}

void append(std::vector<char>& out, const void* bytes, std::size_t size) {
  const char* begin = static_cast<const char*>(bytes);
  out.insert(out.end(), begin, begin + size);
  out.resize((out.size() + 7) & ~std::size_t{7});
}

}  // namespace

Dictionaries read_dictionaries(const std::string& gazetteer_path,
                               const std::string& clusters_path) {
  Dictionaries dictionaries;
  dictionaries.gazetteer = freeze(read_gazetteer(gazetteer_path), kDictionaryFill);
  if (!clusters_path.empty())
    dictionaries.clusters = freeze(read_clusters(clusters_path), kDictionaryFill);
  return dictionaries;
}

std::vector<char> pack_model(std::string_view name, const Dictionaries& dictionaries,
                             const std::array<TrainedPass, kPassCount>& passes) {
  NerModelHeader header{};
  std::copy(std::begin(kNerModelMagic), std::end(kNerModelMagic), header.magic);
  if (name.size() >= sizeof header.name) {
    throw Error(ErrorCode::kInvalidArgument, "the name of the model is too long");
  }
  std::copy(name.begin(), name.end(), header.name);
  header.gazetteer_slots = static_cast<std::uint32_t>(dictionaries.gazetteer.size());
  header.cluster_slots = static_cast<std::uint32_t>(dictionaries.clusters.size());
  std::array<PackedPass, kPassCount> packed;
  for (std::size_t i = 0; i < kPassCount; ++i) {
    packed[i] = pack_pass(passes[i]);
    header.passes[i] = packed[i].header;
  }
  std::vector<char> out;
  append(out, &header, sizeof header);
  append(out, dictionaries.gazetteer.data(), dictionaries.gazetteer.size() * sizeof(HashSlot));
  append(out, dictionaries.clusters.data(), dictionaries.clusters.size() * sizeof(HashSlot));
  for (const PackedPass& pass : packed) {
    append(out, pass.features.data(), pass.features.size() * sizeof(HashSlot));
    append(out, pass.weights.data(), pass.weights.size());
  }
  header.file_bytes = out.size();
  std::memcpy(out.data(), &header, sizeof header);
  constexpr std::size_t kChecked = offsetof(NerModelHeader, checksum) + sizeof header.checksum;
  header.checksum = XXH3_64bits(out.data() + kChecked, out.size() - kChecked);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace ksearch::train
