#include "indexer/entities/ner_model.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>

#include "indexer/entities/feature_hash.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr std::size_t kChecksumOffset = offsetof(NerModelHeader, checksum) + sizeof(std::uint64_t);

std::size_t aligned(std::size_t offset) { return (offset + 7) & ~std::size_t{7}; }

class FileDescriptor {
 public:
  explicit FileDescriptor(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~FileDescriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

const NerModelHeader& header_of(std::span<const std::byte> bytes) {
  return *reinterpret_cast<const NerModelHeader*>(bytes.data());
}

bool has_empty_slot(std::span<const HashSlot> slots) {
  return slots.empty() || std::any_of(slots.begin(), slots.end(),
                                      [](const HashSlot& slot) { return slot.fingerprint == 0; });
}

/// Whether the rows of weights follow one another to the end, every tag is one that there is, and
/// every feature leads to the begin of a row. Reads the weights once, from begin to end: following
/// the features through them costs several times as much.
bool has_sound_weights(const NerWeights& pass) {
  const std::span<const std::uint8_t> weights = pass.weights;
  std::vector<bool> begins(weights.size() + 1);  // the last: of offsets past the end
  for (std::size_t at = 0; at < weights.size();) {
    begins[at] = true;
    const std::size_t end = at + 1 + 2 * std::size_t{weights[at]};
    if (end > weights.size()) return false;
    std::uint8_t most = 0;
    for (std::size_t tag = at + 1; tag < end; tag += 2) most = std::max(most, weights[tag]);
    if (most >= kTagCount) return false;
    at = end;
  }
  bool sound = true;
  for (const HashSlot& slot : pass.features) {  // without branches, which nothing could foretell
    const bool begin = begins[std::min<std::size_t>(slot.value, weights.size())];
    sound = sound & ((slot.fingerprint == 0) | begin);
  }
  return sound;
}

}  // namespace

NerModel::~NerModel() {
  if (storage_ == Storage::kMapped) {
    ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
  }
}

std::shared_ptr<const NerModel> NerModel::open(const std::string& path) {
  const FileDescriptor file(path);
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    throw Error(ErrorCode::kIo, fmt::format("{}: {}", path, std::strerror(errno)));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  // All of it is read at once, for the checksum.
  constexpr int kFlags = MAP_PRIVATE | MAP_POPULATE;
  void* mapped = size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, kFlags, file.get(), 0);
  if (mapped == MAP_FAILED) {
    throw Error(ErrorCode::kInvalidArgument, fmt::format("{} is no model of names", path));
  }
  std::shared_ptr<NerModel> model(
      new NerModel({static_cast<const std::byte*>(mapped), size}, Storage::kMapped));
  if (!model->find_sections()) {
    throw Error(ErrorCode::kInvalidArgument, fmt::format("{} is no model of names", path));
  }
  const std::uint64_t checksum =
      XXH3_64bits(model->bytes_.data() + kChecksumOffset, model->bytes_.size() - kChecksumOffset);
  if (checksum != header_of(model->bytes_).checksum || !model->is_sound()) {
    throw Error(ErrorCode::kInvalidArgument, fmt::format("the model {} is damaged", path));
  }
  return model;
}

bool NerModel::find_sections() {
  if (bytes_.size() < sizeof(NerModelHeader)) return false;
  const NerModelHeader& header = header_of(bytes_);
  if (std::memcmp(header.magic, kNerModelMagic, sizeof kNerModelMagic) != 0) return false;
  if (header.file_bytes != bytes_.size()) return false;
  std::size_t offset = aligned(sizeof(NerModelHeader));
  const auto section = [&](std::size_t size) -> const std::byte* {
    if (offset > bytes_.size() || size > bytes_.size() - offset) return nullptr;
    const std::byte* begin = bytes_.data() + offset;
    offset = aligned(offset + size);
    return begin;
  };
  const auto slots = [&](std::uint32_t count, std::span<const HashSlot>& out) {
    const std::byte* begin = section(count * sizeof(HashSlot));
    if (begin == nullptr) return false;
    out = {reinterpret_cast<const HashSlot*>(begin), count};
    return true;
  };
  if (!slots(header.gazetteer_slots, lexicon_.gazetteer)) return false;
  if (!slots(header.cluster_slots, lexicon_.clusters)) return false;
  for (std::size_t i = 0; i < kPassCount; ++i) {
    passes_[i].header = &header.passes[i];
    if (!slots(header.passes[i].feature_slots, passes_[i].features)) return false;
    const std::byte* weights = section(header.passes[i].weight_bytes);
    if (weights == nullptr) return false;
    passes_[i].weights = {reinterpret_cast<const std::uint8_t*>(weights),
                          header.passes[i].weight_bytes};
  }
  return true;
}

bool NerModel::is_sound() const {
  return has_empty_slot(lexicon_.gazetteer) && has_empty_slot(lexicon_.clusters) &&
         std::all_of(std::begin(passes_), std::end(passes_), [](const NerWeights& pass) {
           return has_empty_slot(pass.features) && has_sound_weights(pass);
         });
}

std::string NerModel::fingerprint() const {
  const NerModelHeader& header = header_of(bytes_);
  const std::size_t length = strnlen(header.name, sizeof header.name);
  return fmt::format("{}-{:016x}", std::string_view(header.name, length), header.checksum);
}

}  // namespace ksearch
