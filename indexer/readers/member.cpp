#include "indexer/readers/member.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/readers/file_source.h"
#include "indexer/readers/format.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr std::size_t kHeadBytes = 4096;

struct MediaType {
  std::string_view name;
  std::string_view extension;
};

constexpr auto kMediaTypes = std::to_array<MediaType>({
    {"application/atom+xml", "atom"},
    {"application/epub+zip", "epub"},
    {"application/json", "json"},
    {"application/mbox", "mbox"},
    {"application/msword", "doc"},
    {"application/pdf", "pdf"},
    {"application/rss+xml", "rss"},
    {"application/rtf", "rtf"},
    {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
    {"application/vnd.oasis.opendocument.text", "odt"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    {"application/x-ndjson", "jsonl"},
    {"application/xhtml+xml", "xhtml"},
    {"application/xml", "xml"},
    {"application/zip", "zip"},
    {"message/rfc822", "eml"},
    {"text/csv", "csv"},
    {"text/html", "html"},
    {"text/markdown", "md"},
    {"text/plain", "txt"},
    {"text/rtf", "rtf"},
    {"text/tab-separated-values", "tsv"},
    {"text/xml", "xml"},
});

/// Lets the container complete the documents of a member.
class CompletingSink final : public DocumentSink {
 public:
  CompletingSink(const Member& member, DocumentSink& sink) : member_(member), sink_(sink) {}

  void add(Document document) override {
    if (member_.complete) member_.complete(document);
    sink_.add(std::move(document));
  }
  void skip(SkippedDocument skipped) override { sink_.skip(std::move(skipped)); }
  void warn(const SkippedDocument& warning) override { sink_.warn(warning); }
  void ignore(const SkippedDocument& ignored) override { sink_.ignore(ignored); }

 private:
  const Member& member_;
  DocumentSink& sink_;
};

}  // namespace

void MemberSink::add(Document document) {
  document.path = container_.path;
  document.member = joined_member(name_, document.member);
  sink_.add(std::move(document));
}

SkippedDocument MemberSink::of_container(SkippedDocument inner) const {
  return {.path = container_.path,
          .member = joined_member(name_, inner.member),
          .reason = std::move(inner.reason)};
}

void read_member(const ReaderRegistry& readers, const ReaderInput& container, const Member& member,
                 DocumentSink& sink) {
  MemberSink placed(container, member.name, sink);
  CompletingSink members(member, placed);
  if (container.depth >= kDeepestContainer) {
    members.ignore({.path = {}, .member = {}, .reason = "nested too deeply"});
    return;
  }
  std::string decoded;
  std::string_view bytes = member.bytes;
  if (!member.charset.empty() && !binary_kind(bytes.substr(0, kHeadBytes))) {
    // What the container declares counts more than what the text says of itself, as a byte order
    // mark does.
    decoded = "\xEF\xBB\xBF" + decode_text(member.bytes, member.charset).text;
    bytes = decoded;
  }
  MemorySource source(bytes);
  const ReaderInput input{.path = container.path + "/" + member.file_name,
                          .source = container.source,
                          .head = std::string(bytes.substr(0, kHeadBytes)),
                          .modified = member.modified ? member.modified : container.modified,
                          .depth = container.depth + 1,
                          .bytes = &source};
  const ReaderChoice choice = readers.choose(input);
  if (choice.reader == nullptr) {
    members.ignore({.path = {}, .member = {}, .reason = choice.reason});
    return;
  }
  try {
    choice.reader->read(input, members);
  } catch (const Error& error) {
    members.skip({.path = {}, .member = {}, .reason = error.what()});
  }
}

std::string_view extension_of_media_type(std::string_view media_type) {
  const std::string name = lower_case(trimmed(media_type.substr(0, media_type.find(';'))));
  const auto* const found = std::ranges::find(kMediaTypes, name, &MediaType::name);
  return found == kMediaTypes.end() ? std::string_view() : found->extension;
}

std::string member_file_name(std::string_view file_name, std::string_view media_type) {
  std::string name(ksearch::file_name(file_name));
  if (file_extension(name).empty()) {
    if (const std::string_view extension = extension_of_media_type(media_type);
        !extension.empty()) {
      name.append(name.empty() ? "unnamed." : ".").append(extension);
    }
  }
  return name.empty() ? "unnamed" : name;
}

std::string joined_member(std::string_view outer, std::string_view inner) {
  std::string joined(outer);
  if (!outer.empty() && !inner.empty()) joined += '/';
  return joined.append(inner);
}

}  // namespace ksearch
