#include "common/storage/index_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <thread>

namespace ksearch {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGenerationPrefix = "generation-";
constexpr const char* kReadersFile = "readers";
constexpr std::chrono::milliseconds kLockPollInterval{100};

std::optional<std::uint32_t> generation_number(std::string_view name) {
  if (!name.starts_with(kGenerationPrefix)) return std::nullopt;
  name.remove_prefix(kGenerationPrefix.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
  return number;
}

bool is_ours(const fs::path& name) {
  return name == "lock" || name == "staging" || name == "XAPIANDB.new" ||
         generation_number(name.string()).has_value();
}

}  // namespace

fs::path IndexDirectory::generation(std::uint32_t number) const {
  return path_ / fmt::format("{}{:06}", kGenerationPrefix, number);
}

std::optional<std::uint32_t> IndexDirectory::current() const {
  std::error_code error;
  if (!fs::exists(stub(), error)) {
    if (error == std::errc::permission_denied) {
      throw Error(ErrorCode::kIo, "cannot read " + path_.string() + ": " + error.message());
    }
    if (!fs::exists(path_, error)) return std::nullopt;
    if (!fs::is_directory(path_, error)) {
      throw Error(ErrorCode::kIndexForeign, path_.string() + " is not a folder");
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(path_, error)) {
      if (!is_ours(entry.path().filename())) {
        throw Error(ErrorCode::kIndexForeign,
                    path_.string() + " holds other files and is not a ksearch index");
      }
    }
    if (error) {
      throw Error(ErrorCode::kIo, "cannot read " + path_.string() + ": " + error.message());
    }
    return std::nullopt;
  }
  std::string text = read_file(stub());
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (text.starts_with("auto ")) {
    if (const auto number = generation_number(std::string_view(text).substr(5))) return number;
  }
  throw Error(ErrorCode::kIndexForeign, stub().string() + " was not written by ksearch");
}

std::uint32_t IndexDirectory::require_current() const {
  if (const auto number = current()) return *number;
  std::error_code ignored;
  if (fs::exists(staging(), ignored)) {
    throw Error(ErrorCode::kIndexMissing,
                "the index in " + path_.string() + " was never finished; run ksearch index again");
  }
  throw Error(ErrorCode::kIndexMissing,
              "no index in " + path_.string() + "; make one with ksearch index PATH");
}

void IndexDirectory::create() const {
  static_cast<void>(current());
  std::error_code error;
  const fs::path parent = fs::absolute(path_).parent_path();
  fs::create_directories(parent, error);
  if (error) throw_system_error(error.value(), "cannot create", parent);
  if (::mkdir(path_.c_str(), 0700) != 0) {
    if (errno != EEXIST) throw_system_error(errno, "cannot create", path_);
    return;
  }
  sync_directory(parent);
}

void IndexDirectory::publish(std::uint32_t number) const {
  replace_file(stub(), "auto " + generation(number).filename().string() + "\n");
}

void IndexDirectory::remove_unused_generations() const {
  const auto in_use = current();
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_, error)) {
    const auto number = generation_number(entry.path().filename().string());
    if (!number || number == in_use) continue;
    const UniqueFd readers(::open((entry.path() / kReadersFile).c_str(), O_RDONLY | O_CLOEXEC));
    if (readers.valid() && ::flock(readers.get(), LOCK_EX | LOCK_NB) != 0) continue;
    fs::remove_all(entry.path(), error);
  }
}

GenerationLock::GenerationLock(const fs::path& generation) {
  const fs::path file = generation / kReadersFile;
  // Whoever may read the index may lock it: a lock needs no permission to write.
  fd_ = UniqueFd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd_.valid() && errno == ENOENT && fs::is_directory(generation)) {
    fd_ = UniqueFd(::open(file.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0600));
  }
  if (!fd_.valid() || ::flock(fd_.get(), LOCK_SH | LOCK_NB) != 0) {
    throw Error(ErrorCode::kIndexCorrupt, "cannot open " + generation.string());
  }
}

WriterLock::WriterLock(const IndexDirectory& directory, std::chrono::milliseconds wait,
                       const std::function<void(const std::string&)>& on_wait) {
  const fs::path file = directory.path() / "lock";
  fd_ = UniqueFd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd_.valid()) throw_system_error(errno, "cannot write", file);
  const auto deadline = std::chrono::steady_clock::now() + wait;
  bool told = false;
  while (::flock(fd_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) throw_system_error(errno, "cannot lock", file);
    std::string holder = read_file(file);
    while (!holder.empty() && holder.back() == '\n') holder.pop_back();
    const std::string who = holder.empty() ? "another process" : "process " + holder;
    if (std::chrono::steady_clock::now() >= deadline) {
      throw Error(ErrorCode::kIndexLocked,
                  "the index in " + directory.path().string() + " is being written by " + who);
    }
    if (!told && on_wait) on_wait("waiting for " + who + ", which is writing the index");
    told = true;
    std::this_thread::sleep_for(kLockPollInterval);
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd_.get(), 0) != 0 ||
      ::pwrite(fd_.get(), pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    throw_system_error(errno, "cannot write", file);
  }
}

}  // namespace ksearch
