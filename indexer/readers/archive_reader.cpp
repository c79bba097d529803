#include "indexer/readers/archive_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/readers/archive_stream.h"
#include "indexer/readers/format.h"
#include "indexer/readers/member.h"
#include "indexer/readers/source_text.h"

namespace ksearch {
namespace {

constexpr std::size_t kMostMembers = 10'000;
/// What an archive may unpack to: text compresses to a tenth at best, so this is for bombs.
constexpr std::uint64_t kMostRatio = 200;
constexpr std::uint64_t kFreeBytes = kMaxTextBytes;

/// The name of what a file "talks.html.gz" holds.
std::string_view inner_name(std::string_view path) {
  const std::string_view name = file_name(path);
  return name.substr(0, name.rfind('.'));
}

/// Whether a part of the name begins with a dot, or it is what macOS adds to every archive.
bool is_hidden(std::string_view name) {
  while (!name.empty()) {
    const std::string_view part = name.substr(0, name.find('/'));
    name.remove_prefix(std::min(part.size() + 1, name.size()));
    if (part == "__MACOSX") return true;
    if (part.starts_with('.') && part != "." && part != "..") return true;
  }
  return false;
}

}  // namespace

void ArchiveReader::read(const ReaderInput& input, DocumentSink& sink) const {
  const ArchiveExtension* extension = archive_extension(input.path);
  const std::string inner = extension != nullptr && extension->is_compression
                                ? std::string(inner_name(input.path))
                                : std::string();
  const std::string inner_extension = file_extension(inner);
  // "talks.docx.gz" is one file, which only looks like an archive.
  const bool is_one_file = !inner_extension.empty() && inner_extension != "tar";
  ArchiveStream archive(*input.bytes,
                        is_one_file ? ArchiveKind::kCompressed : ArchiveKind::kArchive);
  const auto skip = [&](std::string member, std::string reason) {
    sink.skip({.path = input.path, .member = std::move(member), .reason = std::move(reason)});
  };
  std::uint64_t unpacked = 0;
  std::size_t count = 0;
  while (auto entry = archive.next()) {
    if (++count > kMostMembers) {
      return skip({}, "more than 10,000 members; the rest was not read");
    }
    if (!entry->is_file) continue;
    if (is_hidden(entry->name)) {
      sink.ignore({.path = input.path, .member = entry->name, .reason = "hidden"});
      continue;
    }
    if (entry->is_encrypted) {
      skip(entry->name, "unsupported: encrypted");
      continue;
    }
    auto content = archive.content(kMaxTextBytes);
    unpacked += content ? content->size() : kMaxTextBytes;
    if (!content) skip(entry->name, "larger than 64 MiB once it is unpacked");
    if (unpacked > kFreeBytes + kMostRatio * archive.bytes_read()) {
      return skip({}, "unpacks to more than 200 times its size; the rest was not read");
    }
    if (!content) continue;
    Member member;
    member.file_name = member_file_name(entry->name.empty() ? inner : entry->name, {});
    member.name = std::move(entry->name);
    member.bytes = std::move(*content);
    member.modified = entry->modified;
    read_member(members_, input, member, sink);
  }
}

}  // namespace ksearch
