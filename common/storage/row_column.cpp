#include "common/storage/row_column.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>

#include "common/storage/byte_codec.h"
#include "common/storage/damage.h"

namespace ksearch {
namespace {

constexpr std::string_view kMagic = "KSROWS1\n";
constexpr std::size_t kHeaderBytes = 32;
constexpr std::uint64_t kRowsOfBase = RowColumn::kRowsOfGroup;

std::string_view as_bytes(const void* data, std::size_t size) {
  return {static_cast<const char*>(data), size};
}

}  // namespace

RowColumnWriter::RowColumnWriter(const std::filesystem::path& path)
    : path_(path), file_(path), hash_state_(XXH3_createState()) {
  XXH3_64bits_reset(static_cast<XXH3_state_t*>(hash_state_));
  file_.append(std::string(kHeaderBytes, '\0'));
}

RowColumnWriter::~RowColumnWriter() { XXH3_freeState(static_cast<XXH3_state_t*>(hash_state_)); }

void RowColumnWriter::append(std::string_view row) {
  XXH3_64bits_update(static_cast<XXH3_state_t*>(hash_state_), row.data(), row.size());
  file_.append(row);
  row_ends_.push_back(file_.size() - kHeaderBytes);
}

void RowColumnWriter::finish(bool durable) {
  auto* hash = static_cast<XXH3_state_t*>(hash_state_);
  const auto append_hashed = [&](std::string_view bytes) {
    XXH3_64bits_update(hash, bytes.data(), bytes.size());
    file_.append(bytes);
  };
  const std::uint64_t data_bytes = file_.size() - kHeaderBytes;
  append_hashed(std::string((8 - data_bytes % 8) % 8, '\0'));

  std::vector<std::uint64_t> bases;
  std::vector<std::uint32_t> ends;
  for (std::uint64_t row = 0; row < row_ends_.size(); ++row) {
    if (row % kRowsOfBase == 0) bases.push_back(row == 0 ? 0 : row_ends_[row - 1]);
    const std::uint64_t relative = row_ends_[row] - bases.back();
    if (relative > UINT32_MAX) throw Error(ErrorCode::kInternal, "64 documents exceed 4 GiB");
    ends.push_back(static_cast<std::uint32_t>(relative));
  }
  append_hashed(as_bytes(bases.data(), bases.size() * sizeof bases[0]));
  append_hashed(as_bytes(ends.data(), ends.size() * sizeof ends[0]));
  file_.finish(false);

  const std::uint64_t numbers[] = {row_ends_.size(), data_bytes, XXH3_64bits_digest(hash)};
  std::string header(kMagic);
  header += as_bytes(numbers, sizeof numbers);
  const UniqueFd fd(::open(path_.c_str(), O_WRONLY | O_CLOEXEC));
  if (!fd.valid() ||
      ::pwrite(fd.get(), header.data(), header.size(), 0) != static_cast<ssize_t>(header.size()) ||
      (durable && ::fsync(fd.get()) != 0)) {
    throw_system_error(errno, "cannot write", path_);
  }
}

RowColumn::RowColumn(const std::filesystem::path& path) : file_(path) {
  const std::string_view bytes = file_.bytes();
  const auto fail = [&] { throw_damaged(path.string()); };
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic)) fail();
  rows_ = load_unaligned<std::uint64_t>(bytes.data() + 8);
  data_bytes_ = load_unaligned<std::uint64_t>(bytes.data() + 16);
  const std::uint64_t padded = (data_bytes_ + 7) / 8 * 8;
  const std::uint64_t base_count = (rows_ + kRowsOfBase - 1) / kRowsOfBase;
  if (rows_ > bytes.size() || data_bytes_ > bytes.size() ||
      bytes.size() != kHeaderBytes + padded + base_count * 8 + rows_ * 4) {
    fail();
  }
  bases_ = bytes.data() + kHeaderBytes + padded;
  ends_ = bases_ + base_count * 8;
}

std::uint64_t RowColumn::row_end(std::uint64_t row) const {
  return load_unaligned<std::uint64_t>(bases_ + row / kRowsOfBase * 8) +
         load_unaligned<std::uint32_t>(ends_ + row * 4);
}

std::string_view RowColumn::row(std::uint64_t row) const {
  if (row < rows_) {
    const std::uint64_t end = row_end(row);
    const std::uint64_t begin = row % kRowsOfBase == 0
                                    ? load_unaligned<std::uint64_t>(bases_ + row / kRowsOfBase * 8)
                                    : row_end(row - 1);
    if (begin <= end && end <= data_bytes_) {
      return file_.bytes().substr(kHeaderBytes + begin, end - begin);
    }
  }
  throw Error(ErrorCode::kIndexCorrupt,
              "a column of the index is damaged; rebuild it with ksearch index --rebuild");
}

std::uint64_t RowColumn::group_hash(std::uint64_t group) const {
  const std::uint64_t first = group * kRowsOfGroup;
  const std::uint64_t count = std::min(kRowsOfGroup, rows_ - std::min(first, rows_));
  const std::string_view begin = row(first);
  const std::string_view last = row(first + count - 1);
  if (begin.data() > last.data()) throw_damaged("a column");
  const auto bytes = static_cast<std::size_t>(last.data() + last.size() - begin.data());
  return XXH3_64bits_withSeed(begin.data(), bytes, XXH3_64bits(ends_ + first * 4, count * 4));
}

bool RowColumn::sound() const {
  const std::string_view body = file_.bytes().substr(kHeaderBytes);
  return XXH3_64bits(body.data(), body.size()) ==
         load_unaligned<std::uint64_t>(file_.bytes().data() + 24);
}

}  // namespace ksearch
