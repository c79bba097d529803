#include "indexer/readers/file_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "common/storage/file_io.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} << 10;

[[noreturn]] void throw_io(const std::string& path, int error) {
  throw Error(ErrorCode::kIo, path + ": " + std::generic_category().message(error));
}

std::optional<std::string_view> kind_of(mode_t mode) {
  if (S_ISREG(mode)) return std::nullopt;
  if (S_ISDIR(mode)) return "folder";
  if (S_ISFIFO(mode)) return "FIFO";
  if (S_ISSOCK(mode)) return "socket";
  return "device";
}

FileVersion version_of(const struct stat& status) {
  return {.size_bytes = static_cast<std::uint64_t>(status.st_size),
          .modified_ns = modified_ns(status),
          .device = static_cast<std::uint64_t>(status.st_dev),
          .inode = static_cast<std::uint64_t>(status.st_ino)};
}

ContentHash canonical(XXH128_hash_t hash) {
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, hash);
  ContentHash result;
  std::copy(std::begin(bytes.digest), std::end(bytes.digest), result.begin());
  return result;
}

}  // namespace

ContentHash content_hash(std::string_view bytes) noexcept {
  return canonical(XXH3_128bits(bytes.data(), bytes.size()));
}

std::optional<std::string_view> special_file_kind(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) throw_io(path, errno);
  return kind_of(status.st_mode);
}

struct FileSource::HashState {
  HashState() : state(XXH3_createState()) {
    if (state == nullptr) throw std::bad_alloc();
    XXH3_128bits_reset(state);
  }
  ~HashState() { XXH3_freeState(state); }
  HashState(const HashState&) = delete;
  HashState& operator=(const HashState&) = delete;

  XXH3_state_t* state;
};

FileSource::FileSource(std::string path)
    : path_(std::move(path)), hash_state_(std::make_unique<HashState>()) {
  // Opening a device can act on it, so it is looked at first; what was opened is looked at again.
  if (const auto kind = special_file_kind(path_)) {
    throw Error(ErrorCode::kIo, path_ + ": not a regular file but a " + std::string(*kind));
  }
  descriptor_ = open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (descriptor_ < 0) throw_io(path_, errno);
  struct stat status {};
  const int error = fstat(descriptor_, &status) != 0 ? errno : S_ISREG(status.st_mode) ? 0 : EINVAL;
  if (error != 0) {
    close(descriptor_);
    throw_io(path_, error);
  }
  version_ = version_of(status);
}

FileSource::~FileSource() { close(descriptor_); }

const std::string& FileSource::peek(std::size_t max_bytes) {
  while (peeked_.size() < max_bytes && read_file(peeked_, max_bytes - peeked_.size())) {
  }
  return peeked_;
}

bool FileSource::read(std::string& out, std::size_t max_bytes) {
  if (peeked_.empty()) return read_file(out, max_bytes);
  const std::size_t taken = std::min(max_bytes, peeked_.size());
  out.append(peeked_, 0, taken);
  peeked_.erase(0, taken);
  return true;
}

bool FileSource::read_file(std::string& out, std::size_t max_bytes) {
  const std::size_t before = out.size();
  out.resize(before + std::min(max_bytes, kChunkBytes));
  ssize_t got = 0;
  do {
    got = ::read(descriptor_, out.data() + before, out.size() - before);
  } while (got < 0 && errno == EINTR);
  const int error = errno;
  out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  if (got < 0) throw_io(path_, error);
  XXH3_128bits_update(hash_state_->state, out.data() + before, out.size() - before);
  return got > 0;
}

std::chrono::sys_seconds FileSource::modified() const {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::sys_time<std::chrono::nanoseconds>(
      std::chrono::nanoseconds(version_.modified_ns)));
}

bool FileSource::changed() const {
  struct stat opened {};
  struct stat named {};
  return fstat(descriptor_, &opened) != 0 || version_of(opened) != version_ ||
         stat(path_.c_str(), &named) != 0 || version_of(named) != version_;
}

ContentHash FileSource::hash() {
  std::string chunk;
  while (read_file(chunk, kChunkBytes)) chunk.clear();
  return canonical(XXH3_128bits_digest(hash_state_->state));
}

bool MemorySource::read(std::string& out, std::size_t max_bytes) {
  const std::string_view taken =
      bytes_.substr(std::min<std::size_t>(offset_, bytes_.size()), max_bytes);
  out += taken;
  offset_ += taken.size();
  return !taken.empty();
}

DescriptorSource::DescriptorSource(int descriptor, std::string path)
    : descriptor_(descriptor), path_(std::move(path)) {
  struct stat status {};
  if (fstat(descriptor_, &status) != 0) throw_io(path_, errno);
  size_bytes_ = version_of(status).size_bytes;
}

bool DescriptorSource::read(std::string& out, std::size_t max_bytes) {
  const std::size_t before = out.size();
  out.resize(before + std::min(max_bytes, kChunkBytes));
  ssize_t got = 0;
  do {
    got = pread(descriptor_, out.data() + before, out.size() - before, static_cast<off_t>(offset_));
  } while (got < 0 && errno == EINTR);
  const int error = errno;
  out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  if (got < 0) throw_io(path_, error);
  offset_ += static_cast<std::uint64_t>(got);
  return got > 0;
}

}  // namespace ksearch
