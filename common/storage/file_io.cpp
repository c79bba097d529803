#include "common/storage/file_io.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace ksearch {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 18;

}  // namespace

UniqueFd& UniqueFd::operator=(UniqueFd&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

UniqueFd::~UniqueFd() { reset(); }

void UniqueFd::reset() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

void throw_system_error(int errno_value, std::string_view what, const std::filesystem::path& path) {
  ErrorCode code = ErrorCode::kIo;
  if (errno_value == ENOSPC || errno_value == EDQUOT) code = ErrorCode::kDiskFull;
  if (errno_value == EROFS || errno_value == EACCES || errno_value == EPERM) {
    code = ErrorCode::kReadOnly;
  }
  throw Error(code, std::string(what) + " " + path.string() + ": " + std::strerror(errno_value));
}

HeldFile::HeldFile(std::filesystem::path path)
    : path_(std::move(path)), fd_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (fd_.valid() && ::fstat(fd_.get(), &status_) != 0) fd_.reset();
}

bool HeldFile::is_replaced() const {
  struct stat now {};
  // Size and time are for files that somebody writes in place after all.
  return !fd_.valid() || ::stat(path_.c_str(), &now) != 0 || now.st_dev != status_.st_dev ||
         now.st_ino != status_.st_ino || now.st_size != status_.st_size ||
         now.st_mtim.tv_sec != status_.st_mtim.tv_sec ||
         now.st_mtim.tv_nsec != status_.st_mtim.tv_nsec;
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (!fd.valid() || ::fstat(fd.get(), &status) != 0) {
    throw Error(ErrorCode::kIndexCorrupt,
                "cannot read " + path.string() + ": " + std::strerror(errno));
  }
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ == 0) return;
  void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (mapped == MAP_FAILED) throw_system_error(errno, "cannot map", path);
  bytes_ = static_cast<const char*>(mapped);
}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  if (this != &other) {
    this->~MappedFile();
    bytes_ = std::exchange(other.bytes_, nullptr);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

MappedFile::~MappedFile() {
  if (bytes_ != nullptr) ::munmap(const_cast<char*>(bytes_), size_);
}

FileWriter::FileWriter(const std::filesystem::path& path)
    : path_(path), fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
  if (!fd_.valid()) throw_system_error(errno, "cannot create", path_);
}

void FileWriter::append(std::string_view bytes) {
  buffer_ += bytes;
  size_ += bytes.size();
  if (buffer_.size() >= kBufferBytes) flush();
}

void FileWriter::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(fd_.get(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_system_error(errno, "cannot write", path_);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

void FileWriter::finish(bool durable) {
  flush();
  if (durable && ::fsync(fd_.get()) != 0) throw_system_error(errno, "cannot write", path_);
  fd_.reset();
}

void replace_file(const std::filesystem::path& path, std::string_view bytes) {
  const std::filesystem::path fresh = path.string() + ".new";
  FileWriter writer(fresh);
  writer.append(bytes);
  writer.finish(true);
  if (::rename(fresh.c_str(), path.c_str()) != 0) throw_system_error(errno, "cannot write", path);
  sync_directory(path.parent_path());
}

std::string read_file(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) throw_system_error(errno, "cannot read", path);
  // Searchers read small files at every request: no large buffer is cleared for them.
  struct stat found {};
  const bool has_size = ::fstat(fd.get(), &found) == 0 && found.st_size > 0;
  std::string bytes(has_size ? static_cast<std::size_t>(found.st_size) + 1 : 4096, '\0');
  for (std::size_t size = 0;;) {
    const ssize_t got = ::read(fd.get(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_system_error(errno, "cannot read", path);
    size += static_cast<std::size_t>(got);
    if (got == 0) {
      bytes.resize(size);
      return bytes;
    }
    if (size == bytes.size()) bytes.resize(2 * size);
  }
}

void sync_directory(const std::filesystem::path& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() || ::fsync(fd.get()) != 0) throw_system_error(errno, "cannot write", path);
}

}  // namespace ksearch
