#include "indexer/readers/warc_reader.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/dates.h"
#include "indexer/readers/format.h"
#include "indexer/readers/found_date.h"
#include "indexer/readers/gunzip_source.h"
#include "indexer/readers/http_response.h"
#include "indexer/readers/member.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} << 10;
constexpr std::size_t kLongestHeader = std::size_t{64} << 10;

/// Bytes of a stream by lines and by counts.
class RecordBytes {
 public:
  explicit RecordBytes(ByteSource& source) : source_(source) {}

  /// A line without its end; nothing at the end of the stream, or of a line that is too long.
  std::optional<std::string> line() {
    std::size_t end = buffer_.find('\n', at_);
    while (end == std::string::npos && buffer_.size() - at_ < kLongestHeader && fill()) {
      end = buffer_.find('\n', at_);
    }
    if (end == std::string::npos || end - at_ > kLongestHeader) return std::nullopt;
    std::string text = buffer_.substr(at_, end - at_);
    at_ = end + 1;
    if (text.ends_with('\r')) text.pop_back();
    return text;
  }

  /// The next `size` bytes, or as many as there are.
  std::string take(std::uint64_t size) {
    std::string bytes;
    pass(size, [&bytes](std::string_view part) { bytes += part; });
    return bytes;
  }

  /// Goes over `size` bytes; whether there were so many.
  bool skip(std::uint64_t size) {
    return pass(size, [](std::string_view) {});
  }

  /// Whether line() found nothing because nothing is left.
  [[nodiscard]] bool is_empty() const { return at_ == buffer_.size(); }

  /// Bytes before the next line.
  [[nodiscard]] std::uint64_t position() const { return dropped_ + at_; }

 private:
  template <typename Use>
  bool pass(std::uint64_t size, const Use& use) {
    while (size > 0) {
      if (at_ == buffer_.size() && !fill()) return false;
      const auto part =
          static_cast<std::size_t>(std::min<std::uint64_t>(size, buffer_.size() - at_));
      use(std::string_view(buffer_).substr(at_, part));
      at_ += part;
      size -= part;
    }
    return true;
  }

  bool fill() {
    dropped_ += at_;
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t before = buffer_.size();
    return source_.read(buffer_, kChunkBytes) && buffer_.size() > before;
  }

  ByteSource& source_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t dropped_ = 0;
};

/// "<urn:uuid:...>" without the brackets.
std::string without_brackets(std::string id) {
  if (id.starts_with('<')) id.erase(0, 1);
  if (id.ends_with('>')) id.pop_back();
  return id;
}

/// Reads the records of one archive.
class ArchiveReader {
 public:
  ArchiveReader(const ReaderRegistry& members, const ReaderInput& input, DocumentSink& sink)
      : members_(members), input_(input), sink_(sink) {}

  void read(ByteSource& source) {
    RecordBytes bytes(source);
    while (read_record(bytes)) {
    }
  }

 private:
  /// False at the end of the archive, and where it cannot be followed further.
  bool read_record(RecordBytes& bytes) {
    std::uint64_t position = bytes.position();
    std::optional<std::string> line = bytes.line();
    while (line && line->empty()) {
      position = bytes.position();
      line = bytes.line();
    }
    if (!line && bytes.is_empty()) return false;
    std::string header;
    std::size_t size = 0;
    if (line && line->starts_with("WARC/")) {
      for (line = bytes.line(); line && !line->empty(); line = bytes.line()) {
        if (header.size() < kLongestHeader) header += *line + "\n";
      }
      const HeaderFields fields = parse_header_fields(header);
      const std::string length = header_value(fields, "content-length");
      const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), size);
      if (line && error == std::errc() && !length.empty()) {
        return read_block(fields, size, position, bytes);
      }
    }
    skip("offset " + std::to_string(position), "no record of a web archive begins here");
    return false;
  }

  bool read_block(const HeaderFields& fields, std::size_t size, std::uint64_t position,
                  RecordBytes& bytes) {
    const std::string type = lower_case(header_value(fields, "warc-type"));
    std::string place = without_brackets(header_value(fields, "warc-record-id"));
    if (place.empty()) place = "offset " + std::to_string(position);
    if (type != "response" && type != "resource" && type != "conversion") return bytes.skip(size);
    if (size > kMaxTextBytes) {
      skip(place, "longer than " + std::to_string(kMaxTextBytes >> 20) + " MiB");
      return bytes.skip(size);
    }
    std::string block = bytes.take(size);
    if (block.size() < size) {
      skip(place, "the record is cut off");
      return false;
    }
    const std::string block_type = header_value(fields, "content-type");
    if (type == "response") {
      read_response(fields, place, block);
    } else {
      read_page(fields, place, block_type, std::move(block));
    }
    return true;
  }

  void read_response(const HeaderFields& fields, const std::string& place,
                     const std::string& block) {
    std::string fault;
    std::optional<HttpCapture> capture = parse_http_capture(block, kMaxTextBytes, fault);
    if (!capture) {
      ignore(place, fault);
    } else if (capture->status != 200) {
      ignore(place, "HTTP status " + std::to_string(capture->status));
    } else {
      read_page(fields, place, header_value(capture->fields, "content-type"),
                std::move(capture->body));
    }
  }

  void read_page(const HeaderFields& fields, const std::string& place,
                 const std::string& media_type, std::string bytes) {
    const std::string url = without_brackets(header_value(fields, "warc-target-uri"));
    const std::string_view extension = extension_of_media_type(media_type);
    if (extension.empty() && !media_type.empty()) {
      ignore(place, "unsupported format: " + media_type.substr(0, media_type.find(';')));
      return;
    }
    const auto captured = parse_timestamp(header_value(fields, "warc-date"));
    const Member member{
        .name = place,
        .file_name = extension.empty()
                         ? member_file_name(url.substr(0, url.find_first_of("?#")), {})
                         : "page." + std::string(extension),
        .bytes = std::move(bytes),
        .charset = header_parameter(media_type, "charset"),
        .modified = captured ? std::optional(captured->time) : std::nullopt,
        .complete = [&](Document& document) { complete(document, url); }};
    read_member(members_, input_, member, sink_);
  }

  void complete(Document& document, const std::string& url) const {
    if (!document.date || document.date->origin == DateOrigin::kFile) {
      if (const auto date = date_in_name(url)) document.date = date;
    }
    document.url = url;
    if (document.source == input_.source) {
      if (std::string site = site_of_url(url); !site.empty()) document.source = std::move(site);
    }
  }

  void skip(std::string place, std::string reason) const {
    sink_.skip({.path = input_.path, .member = std::move(place), .reason = std::move(reason)});
  }
  void ignore(std::string place, std::string reason) const {
    sink_.ignore({.path = input_.path, .member = std::move(place), .reason = std::move(reason)});
  }

  const ReaderRegistry& members_;
  const ReaderInput& input_;
  DocumentSink& sink_;
};

}  // namespace

void WarcReader::read(const ReaderInput& input, DocumentSink& sink) const {
  ArchiveReader archive(members_, input, sink);
  if (!looks_like_gzip(input.head)) {
    archive.read(*input.bytes);
    return;
  }
  GunzipSource gunzip(*input.bytes);
  archive.read(gunzip);
  if (!gunzip.fault().empty()) {
    sink.skip({.path = input.path, .member = {}, .reason = gunzip.fault()});
  }
}

}  // namespace ksearch
