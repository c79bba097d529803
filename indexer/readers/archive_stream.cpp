#include "indexer/readers/archive_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstdio>
#include <new>
#include <utility>

#include "indexer/readers/file_source.h"
#include "indexer/readers/text_encoding.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{64} << 10;

/// Why the last call failed; libarchive does not always say.
std::string last_reason(archive* from) {
  const char* reason = archive_error_string(from);
  return reason == nullptr ? "unknown reason" : repair_utf8(reason).text;
}

}  // namespace

/// The bytes as libarchive's callbacks see them. An Error must not pass through its C code, so it
/// is kept until the call is over.
struct ArchiveStream::Input {
  ByteSource& bytes;
  SeekableSource* seekable;
  std::uint64_t offset = 0;
  std::string chunk = {};
  std::string failure = {};

  static la_ssize_t read(archive* /*unused*/, void* self, const void** out) {
    auto& input = *static_cast<Input*>(self);
    input.chunk.clear();
    try {
      input.bytes.read(input.chunk, kChunkBytes);
    } catch (const Error& error) {
      input.failure = error.what();
      return ARCHIVE_FATAL;
    }
    input.offset += input.chunk.size();
    *out = input.chunk.data();
    return static_cast<la_ssize_t>(input.chunk.size());
  }

  static la_int64_t seek(archive* /*unused*/, void* self, la_int64_t offset, int whence) {
    auto& input = *static_cast<Input*>(self);
    const std::uint64_t size = input.seekable->size_bytes();
    const std::uint64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? input.offset : size;
    const la_int64_t target = static_cast<la_int64_t>(base) + offset;
    if (target < 0 || static_cast<std::uint64_t>(target) > size) return ARCHIVE_FATAL;
    input.offset = static_cast<std::uint64_t>(target);
    input.seekable->seek(input.offset);
    return target;
  }
};

ArchiveStream::ArchiveStream(ByteSource& bytes, ArchiveKind kind)
    : input_(new Input{bytes, dynamic_cast<SeekableSource*>(&bytes)}),
      archive_(archive_read_new()) {
  if (archive_ == nullptr) throw std::bad_alloc();
  // Formats are named one by one: some that libarchive knows (mtree) open files of the disk.
  if (kind != ArchiveKind::kCompressed) archive_read_support_format_zip(archive_);
  if (kind == ArchiveKind::kArchive) {
    archive_read_support_format_tar(archive_);
    archive_read_support_format_7zip(archive_);
    archive_read_support_format_rar(archive_);
    archive_read_support_format_rar5(archive_);
  }
  if (kind != ArchiveKind::kZip) {
    archive_read_support_format_raw(archive_);
    archive_read_support_filter_gzip(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_filter_xz(archive_);
    archive_read_support_filter_zstd(archive_);
  }
  archive_read_set_read_callback(archive_, &Input::read);
  if (input_->seekable != nullptr) archive_read_set_seek_callback(archive_, &Input::seek);
  archive_read_set_callback_data(archive_, input_.get());
  if (archive_read_open1(archive_) != ARCHIVE_OK) {
    std::string reason = last_reason(archive_);
    archive_read_free(archive_);
    throw Error(ErrorCode::kIo, "not a readable archive: " + std::move(reason));
  }
}

ArchiveStream::~ArchiveStream() { archive_read_free(archive_); }

void ArchiveStream::fail() const {
  if (!input_->failure.empty()) throw Error(ErrorCode::kIo, input_->failure);
  throw Error(ErrorCode::kIo, "damaged archive: " + last_reason(archive_));
}

std::optional<ArchiveStream::Entry> ArchiveStream::next() {
  archive_entry* header = nullptr;
  int status = ARCHIVE_OK;
  do {
    status = archive_read_next_header(archive_, &header);
  } while (status == ARCHIVE_RETRY);
  if (status == ARCHIVE_EOF) return std::nullopt;
  if (status == ARCHIVE_FATAL) fail();
  Entry entry;
  const bool is_raw = archive_format(archive_) == ARCHIVE_FORMAT_RAW;
  const char* name = archive_entry_pathname(header);
  if (!is_raw && name != nullptr) entry.name = decode_text(name).text;
  entry.is_file = archive_entry_filetype(header) == AE_IFREG;
  entry.is_encrypted = archive_entry_is_data_encrypted(header) != 0;
  if (archive_entry_mtime_is_set(header) != 0) {
    entry.modified = std::chrono::sys_seconds(std::chrono::seconds(archive_entry_mtime(header)));
  }
  return entry;
}

std::optional<std::string> ArchiveStream::content(std::size_t max_bytes) {
  std::string content;
  for (;;) {
    const std::size_t before = content.size();
    content.resize(before + kChunkBytes);
    const la_ssize_t got = archive_read_data(archive_, content.data() + before, kChunkBytes);
    content.resize(before + static_cast<std::size_t>(std::max<la_ssize_t>(got, 0)));
    if (got < 0 && got != ARCHIVE_RETRY) fail();
    if (content.size() > max_bytes) return std::nullopt;
    if (got == 0) return content;
  }
}

std::uint64_t ArchiveStream::bytes_read() const {
  return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(archive_, -1), 0));
}

}  // namespace ksearch
