#include "indexer/readers/isolated_format.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/readers/format.h"
#include "indexer/readers/gunzip_source.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"
#include "ksearch/error.h"

namespace ksearch {
namespace {

constexpr auto kArchiveExtensions = std::to_array<ArchiveExtension>({
    {"zip", "PK", false},
    {"tar", "", false},  // its signature is not at the beginning
    {"7z", "7z\xBC\xAF\x27\x1C", false},
    {"rar", "Rar!\x1A\x07", false},
    {"gz", "\x1F\x8B", true},
    {"tgz", "\x1F\x8B", false},
    {"bz2", "BZh", true},
    {"tbz2", "BZh", false},
    {"xz",
     "\xFD"
     "7zXZ",
     true},
    {"txz",
     "\xFD"
     "7zXZ",
     false},
    {"zst", "\x28\xB5\x2F\xFD", true},
    {"tzst", "\x28\xB5\x2F\xFD", false},
});

template <std::size_t N>
bool is_any_of(std::string_view name, const std::string_view (&names)[N]) {
  return std::ranges::find(names, name) != std::end(names);
}

bool is_pdf(const ReaderInput& input) {
  // A few bytes may stand before the mark.
  constexpr std::size_t kMarkWithin = 1024;
  return std::string_view(input.head).substr(0, kMarkWithin).find("%PDF-") !=
         std::string_view::npos;
}

/// Whether it is a ZIP file with one of these extensions.
template <std::size_t N>
bool is_package(const ReaderInput& input, const std::string_view (&extensions)[N]) {
  return is_any_of(file_extension(input.path), extensions) && input.head.starts_with("PK\3\4");
}

bool is_warc(const ReaderInput& input) {
  constexpr std::string_view kVersion = "WARC/";
  if (!looks_like_gzip(input.head)) return input.head.starts_with(kVersion);
  const auto beginning = gunzipped(input.head, kVersion.size());
  return beginning && *beginning == kVersion;
}

bool is_archive(const ReaderInput& input) {
  const ArchiveExtension* extension = archive_extension(input.path);
  if (extension == nullptr) return false;
  constexpr std::size_t kTarMark = 257;
  if (extension->name == "tar") {
    return input.head.size() > kTarMark &&
           std::string_view(input.head).substr(kTarMark).starts_with("ustar");
  }
  return input.head.starts_with(extension->signature);
}

bool is_feed(const ReaderInput& input) {
  return is_any_of(file_extension(input.path), {"rss", "atom", "rdf", "xml", "feed", ""}) &&
         is_any_of(xml_root_name(input.head), {"rss", "RDF", "feed"});
}

bool is_news_xml(const ReaderInput& input) {
  return is_any_of(file_extension(input.path), {"xml", "nitf", "newsml", ""}) &&
         is_any_of(xml_root_name(input.head), {"nitf", "NewsML", "newsItem", "newsitem", "NewsItem",
                                               "newsMessage", "newsDoc"});
}

bool is_html(const ReaderInput& input) {
  return is_any_of(file_extension(input.path), {"html", "htm", "xhtml", "shtml"}) ||
         looks_like_html(input.head);
}

bool is_mbox(const ReaderInput& input) {
  const std::string extension = file_extension(input.path);
  if (!input.head.starts_with("From ")) return false;
  if (extension == "mbox" || extension == "mbx") return true;
  // A saved message may begin with such a line, too.
  return extension != "eml" && extension != "txt" && looks_like_email(input.head);
}

bool is_email(const ReaderInput& input) {
  const std::string extension = file_extension(input.path);
  if (extension == "eml") return true;
  const bool is_others = is_any_of(extension, {"txt", "text", "md", "markdown", "html", "htm",
                                               "xhtml", "jsonl", "ndjson", "mbox"});
  return !is_others && looks_like_email(input.head);
}

}  // namespace

std::string_view IsolatedFormatReader::name() const {
  switch (format_) {
    case IsolatedFormat::kPdf:
      return "pdf";
    case IsolatedFormat::kOoxml:
      return "ooxml";
    case IsolatedFormat::kOpenDocument:
      return "opendocument";
    case IsolatedFormat::kEpub:
      return "epub";
    case IsolatedFormat::kWarc:
      return "warc";
    case IsolatedFormat::kArchive:
      return "archive";
    case IsolatedFormat::kFeed:
      return "feed";
    case IsolatedFormat::kNewsXml:
      return "newsml";
    case IsolatedFormat::kHtml:
      return "html";
    case IsolatedFormat::kMbox:
      return "mbox";
    case IsolatedFormat::kEmail:
      return "email";
  }
  return {};
}

bool IsolatedFormatReader::accepts(const ReaderInput& input) const {
  switch (format_) {
    case IsolatedFormat::kPdf:
      return is_pdf(input);
    case IsolatedFormat::kOoxml:
      return is_package(input, {"docx", "docm", "xlsx", "xlsm", "pptx", "pptm"});
    case IsolatedFormat::kOpenDocument:
      return is_package(input, {"odt", "ods", "odp"});
    case IsolatedFormat::kEpub:
      return is_package(input, {"epub"});
    case IsolatedFormat::kWarc:
      return is_warc(input);
    case IsolatedFormat::kArchive:
      return is_archive(input);
    case IsolatedFormat::kFeed:
      return is_feed(input);
    case IsolatedFormat::kNewsXml:
      return is_news_xml(input);
    case IsolatedFormat::kHtml:
      return is_html(input);
    case IsolatedFormat::kMbox:
      return is_mbox(input);
    case IsolatedFormat::kEmail:
      return is_email(input);
  }
  return false;
}

void IsolatedFormatReader::read(const ReaderInput& input, DocumentSink&) const {
  throw Error(ErrorCode::kInternal, input.path + " can only be read by ksearch-extract");
}

const ArchiveExtension* archive_extension(std::string_view path) {
  const std::string name = file_extension(path);
  const auto* const found = std::ranges::find(kArchiveExtensions, name, &ArchiveExtension::name);
  return found == kArchiveExtensions.end() ? nullptr : found;
}

bool looks_like_gzip(std::string_view head) { return head.starts_with("\x1F\x8B"); }

std::string xml_root_name(std::string_view head) {
  std::string decoded;
  if (is_utf16(head)) {
    decoded = decode_text(std::string(head)).text;
    head = decoded;
  }
  head = without_byte_order_mark(head);
  while (true) {
    head = trimmed(head);
    std::string_view close;
    if (head.starts_with("<?")) close = "?>";
    if (head.starts_with("<!--")) close = "-->";
    if (head.starts_with("<!DOCTYPE")) {
      const std::size_t subset = head.substr(0, head.find('>')).find('[');
      close = subset == std::string_view::npos ? ">" : "]>";
    }
    if (close.empty()) break;
    const std::size_t end = head.find(close);
    if (end == std::string_view::npos) return {};
    head.remove_prefix(end + close.size());
  }
  if (!head.starts_with('<')) return {};
  std::string_view name = head.substr(1, head.find_first_of(" \t\r\n/>", 1) - 1);
  if (const std::size_t colon = name.rfind(':'); colon != std::string_view::npos) {
    name.remove_prefix(colon + 1);
  }
  return std::string(name);
}

}  // namespace ksearch
