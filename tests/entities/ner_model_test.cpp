#include "indexer/entities/ner_model.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

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
