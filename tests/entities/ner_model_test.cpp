#include "indexer/entities/ner_model.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "indexer/entities/feature_hash.h"
#include "ksearch/error.h"
#include "tests/support/folders.h"
#include "tests/support/temp_dir.h"

namespace ksearch {
namespace {

const std::string kModelFile = test::source_folder() / "data/english.ner";

std::string model_bytes() {
  std::ifstream in(kModelFile, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("the embedded model is the committed file") {
  CHECK(NerModel::open(kModelFile)->fingerprint() == NerModel::embedded()->fingerprint());
}

TEST_CASE("the committed model is at most 8 MB") { CHECK(model_bytes().size() <= 8'000'000); }

TEST_CASE("a missing, foreign, cut or damaged model is refused with its path") {
  const test::TempDir folder;
  const std::string missing = folder.path() / "missing";
  CHECK_THROWS_WITH_AS(NerModel::open(missing), (missing + ": No such file or directory").c_str(),
                       Error);
  const std::string bytes = model_bytes();
  for (const std::string& content :
       {std::string(), std::string("no model"), bytes.substr(0, 5000), bytes + "x"}) {
    const std::string path = folder.write("m.ner", content);
    CHECK_THROWS_WITH_AS(NerModel::open(path), (path + " is no model of names").c_str(), Error);
  }
  std::string damaged = bytes;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  const std::string path = folder.write("m.ner", damaged);
  CHECK_THROWS_WITH_AS(NerModel::open(path), ("the model " + path + " is damaged").c_str(), Error);
}

/// The committed model with a byte changed and the checksum made right again.
std::string changed_model(std::size_t offset, std::uint8_t value) {
  std::string bytes = model_bytes();
  bytes[offset] = static_cast<char>(value);
  constexpr std::size_t kBegin = offsetof(NerModelHeader, checksum) + sizeof(std::uint64_t);
  const std::uint64_t checksum = XXH3_64bits(bytes.data() + kBegin, bytes.size() - kBegin);
  std::memcpy(bytes.data() + offsetof(NerModelHeader, checksum), &checksum, sizeof checksum);
  return bytes;
}

TEST_CASE("a model that would lead out of its weights is refused, whatever its checksum") {
  const test::TempDir folder;
  const auto model = NerModel::embedded();
  const auto* file = reinterpret_cast<const std::uint8_t*>(model->pass(0).header) -
                     offsetof(NerModelHeader, passes);
  const auto offset_of = [&](const void* place) {
    return static_cast<std::size_t>(static_cast<const std::uint8_t*>(place) - file);
  };
  for (std::size_t i = 0; i < kPassCount; ++i) {
    const NerWeights& pass = model->pass(i);
    const HashSlot& used = *std::ranges::find_if(
        pass.features, [](const HashSlot& slot) { return slot.fingerprint != 0; });
    const std::size_t value = offset_of(&used.value);
    const std::size_t weights = offset_of(pass.weights.data());
    CHECK(pass.weights[used.value] > 0);
    const std::pair<std::size_t, std::uint8_t> changes[] = {
        {weights + used.value + 1, kTagCount},  // a tag that there is none of
        {weights, 255},                         // a row that ends within another
        {value + 3, 255},                       // an offset past the end
        {value, static_cast<std::uint8_t>((used.value + 1) & 255U)}};  // one within a row
    for (const auto& [offset, byte] : changes) {
      CAPTURE(offset);
      const std::string path = folder.write("m.ner", changed_model(offset, byte));
      CHECK_THROWS_WITH_AS(NerModel::open(path), ("the model " + path + " is damaged").c_str(),
                           Error);
    }
  }
  const std::string same = folder.write("m.ner", changed_model(0, 'K'));
  CHECK(NerModel::open(same)->fingerprint() == model->fingerprint());
}

TEST_CASE("a hash table finds what is in it and nothing else") {
  CHECK(find_slot({}, 42) == nullptr);
  const std::uint64_t hash = 0x1234567890abcdefULL;
  std::vector<HashSlot> slots(3);
  slots[slot_index(hash, 3)] = {slot_fingerprint(hash), 7};
  REQUIRE(find_slot(slots, hash) != nullptr);
  CHECK(*find_slot(slots, hash) == 7);
  CHECK(find_slot(slots, ~hash) == nullptr);
}

}  // namespace
}  // namespace ksearch
