#include "indexer/staging.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "common/storage/file_io.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kShardDocuments = 1000;
/// Bounds the memory of a shard of long documents.
constexpr std::size_t kShardTextBytes = std::size_t{8} << 20;
constexpr std::string_view kShardPrefix = "shard-";
constexpr const char* kDoneFile = "done";

/// Staged work is not synced, so it is good only until the machine restarts.
std::string boot_id() {
  try {
    return read_file("/proc/sys/kernel/random/boot_id");
  } catch (const Error&) {
    return {};
  }
}

void append_to_file(const fs::path& path, std::string_view bytes) {
  const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (!fd.valid()) throw_system_error(errno, "cannot write", path);
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_system_error(errno, "cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

ShardWriter::ShardWriter(const fs::path& directory, std::uint32_t number)
    : directory_(directory),
      number_(number),
      database_(directory.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC),
      columns_(directory, 1) {}

StagedRef ShardWriter::add(PreparedDocument prepared) {
  const Xapian::docid document = database_.add_document(prepared.document);
  columns_.append(prepared.rows);
  text_bytes_ += prepared.rows.text.size();
  return {number_, document};
}

bool ShardWriter::full() const {
  return columns_.rows() >= kShardDocuments || text_bytes_ >= kShardTextBytes;
}

void ShardWriter::close() {
  database_.commit();
  database_.close();
  columns_.finish(false);
}

Staging::Staging(fs::path directory, std::string signature)
    : directory_(std::move(directory)), signature_(boot_id() + std::move(signature)) {}

fs::path Staging::shard_path(std::uint32_t number) const {
  return directory_ / fmt::format("{}{:06}", kShardPrefix, number);
}

void Staging::resume(NameNumbering& names) {
  std::error_code error;
  if (!fs::exists(directory_, error)) return;
  const fs::path signature = directory_ / "signature";
  if (!fs::exists(signature, error) || read_file(signature) != signature_) {
    clear();
    return;
  }
  std::uint64_t name_bytes = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory_)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kShardPrefix)) continue;
    if (!fs::exists(entry.path() / kDoneFile)) {
      fs::remove_all(entry.path());
      continue;
    }
    std::uint32_t number = 0;
    std::from_chars(name.data() + kShardPrefix.size(), name.data() + name.size(), number);
    name_bytes =
        std::max<std::uint64_t>(name_bytes, std::stoull(read_file(entry.path() / kDoneFile)));
    closed_.push_back(number);
    next_shard_ = std::max(next_shard_, number + 1);
  }
  std::sort(closed_.begin(), closed_.end());
  if (closed_.empty()) {
    clear();
    return;
  }
  if (name_bytes > 0) {
    std::string bytes = read_file(directory_ / "names");
    if (bytes.size() < name_bytes) {
      closed_.clear();
      clear();
      return;
    }
    bytes.resize(name_bytes);
    names.restore(bytes);
    fs::resize_file(directory_ / "names", name_bytes);
  }
  saved_changes_ = names.changes();
  started_ = true;
}

std::unique_ptr<ShardWriter> Staging::open_shard() {
  const std::scoped_lock lock(mutex_);
  if (!started_) {
    clear();
    std::error_code error;
    fs::create_directories(directory_, error);
    if (error) throw_system_error(error.value(), "cannot create", directory_);
    append_to_file(directory_ / "signature", signature_);
    started_ = true;
  }
  const std::uint32_t number = next_shard_++;
  std::error_code error;
  fs::create_directory(shard_path(number), error);
  if (error) throw_system_error(error.value(), "cannot create", shard_path(number));
  return std::make_unique<ShardWriter>(shard_path(number), number);
}

void Staging::close_shard(std::unique_ptr<ShardWriter> shard, const NameNumbering& names) {
  shard->close();
  const std::scoped_lock lock(mutex_);
  const NameNumbering::Saved saved = names.save(saved_changes_);
  append_to_file(directory_ / "names", saved.bytes);
  saved_changes_ += saved.count;
  append_to_file(shard->directory() / kDoneFile,
                 std::to_string(fs::file_size(directory_ / "names")));
  closed_.insert(std::upper_bound(closed_.begin(), closed_.end(), shard->number()),
                 shard->number());
}

std::vector<std::uint32_t> Staging::shards() const {
  const std::scoped_lock lock(mutex_);
  return closed_;
}

void Staging::clear() {
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
  started_ = false;
}

}  // namespace ksearch
