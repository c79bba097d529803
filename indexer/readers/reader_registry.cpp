#include "indexer/readers/reader_registry.h"

#include <algorithm>

#include "indexer/readers/archive_reader.h"
#include "indexer/readers/csv_reader.h"
#include "indexer/readers/email_reader.h"
#include "indexer/readers/epub_reader.h"
#include "indexer/readers/feed_reader.h"
#include "indexer/readers/format.h"
#include "indexer/readers/html_reader.h"
#include "indexer/readers/json_lines_reader.h"
#include "indexer/readers/json_reader.h"
#include "indexer/readers/markdown_reader.h"
#include "indexer/readers/mbox_reader.h"
#include "indexer/readers/news_xml_reader.h"
#include "indexer/readers/ooxml_reader.h"
#include "indexer/readers/opendocument_reader.h"
#include "indexer/readers/pdf_reader.h"
#include "indexer/readers/plain_text_reader.h"
#include "indexer/readers/reuters_reader.h"
#include "indexer/readers/rtf_reader.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/warc_reader.h"

namespace ksearch {
namespace {

/// `members` reads what the containers among the readers hold.
std::vector<BuiltinReader> builtin_readers(const ReaderRegistry& members) {
  std::vector<BuiltinReader> readers;
  const auto add = [&]<typename Reader>(std::unique_ptr<Reader> reader, ReaderPlace place,
                                        ReaderBytes bytes = ReaderBytes::kText) {
    readers.push_back({std::move(reader), place, bytes});
  };
  add(std::make_unique<PdfReader>(), ReaderPlace::kChild, ReaderBytes::kAny);
  add(std::make_unique<OoxmlReader>(), ReaderPlace::kChild, ReaderBytes::kAny);
  add(std::make_unique<OpenDocumentReader>(), ReaderPlace::kChild, ReaderBytes::kAny);
  add(std::make_unique<EpubReader>(), ReaderPlace::kChild, ReaderBytes::kAny);
  add(std::make_unique<WarcReader>(members), ReaderPlace::kChild, ReaderBytes::kAny);
  // After the reader of .warc.gz.
  add(std::make_unique<ArchiveReader>(members), ReaderPlace::kChild, ReaderBytes::kAny);
  add(std::make_unique<RtfReader>(), ReaderPlace::kHost, ReaderBytes::kAny);
  add(std::make_unique<JsonLinesReader>(), ReaderPlace::kHost);
  add(std::make_unique<JsonReader>(), ReaderPlace::kHost);
  add(std::make_unique<CsvReader>(), ReaderPlace::kHost);
  add(std::make_unique<FeedReader>(), ReaderPlace::kChild);
  add(std::make_unique<NewsXmlReader>(), ReaderPlace::kChild);
  add(std::make_unique<ReutersReader>(), ReaderPlace::kHost);
  add(std::make_unique<MarkdownReader>(), ReaderPlace::kHost);
  add(std::make_unique<HtmlReader>(), ReaderPlace::kChild);
  add(std::make_unique<MboxReader>(members), ReaderPlace::kChild);
  add(std::make_unique<EmailReader>(members), ReaderPlace::kChild);
  // Last, since it takes any text without an extension.
  add(std::make_unique<PlainTextReader>(), ReaderPlace::kHost);
  return readers;
}

/// Whether a file of that name would have been read, had its content been what the name promises.
bool promises_a_read_format(std::string_view extension) {
  static constexpr std::string_view kConfirmedByContent[] = {
      "7z",   "atom", "bz2",  "docm", "docx", "epub", "gz",  "json", "odp",  "ods",
      "odt",  "pdf",  "pptm", "pptx", "rar",  "rss",  "rtf", "tar",  "tbz2", "tgz",
      "tzst", "txz",  "warc", "xlsm", "xlsx", "xz",   "zip", "zst"};
  return std::ranges::find(kConfirmedByContent, extension) != std::end(kConfirmedByContent);
}

std::string unread_extension(const std::string& extension) {
  if (promises_a_read_format(extension)) return "not a ." + extension + " file by its content";
  return "unsupported format: " + extension;
}

/// The name of a format that nobody reads. What Office wrote until 2003, and what it encrypts, are
/// files of one kind, told apart by the extension alone.
std::string unread_kind(std::string_view kind, const std::string& extension) {
  if (kind == kBinaryKind && promises_a_read_format(extension)) return unread_extension(extension);
  if (kind != "legacy Office document") return std::string(kind);
  struct Format {
    std::string_view extension;
    const char* name;
  };
  static constexpr Format kFormats[] = {
      {"doc", "unsupported format: Word document of 1997-2003"},
      {"xls", "unsupported format: Excel sheet of 1997-2003"},
      {"ppt", "unsupported format: PowerPoint slides of 1997-2003"},
      {"msg", "unsupported format: Outlook message"},
      {"docx", "unsupported: an encrypted Office document"},
      {"xlsx", "unsupported: an encrypted Office document"},
      {"pptx", "unsupported: an encrypted Office document"},
  };
  const auto* const format = std::ranges::find(kFormats, extension, &Format::extension);
  return format == std::end(kFormats) ? std::string(kind) : format->name;
}

}  // namespace

ReaderRegistry::ReaderRegistry(std::vector<const DocumentReader*> custom)
    : custom_(std::move(custom)), builtin_(builtin_readers(*this)) {}

ReaderChoice ReaderRegistry::choose(const ReaderInput& input) const {
  for (const DocumentReader* reader : custom_) {
    if (reader->accepts(input)) return {.reader = reader};
  }
  if (input.head.empty()) return {.reason = "empty file"};
  const auto binary = binary_kind(input.head);
  for (const BuiltinReader& builtin : builtin_) {
    if (binary && builtin.bytes == ReaderBytes::kText) continue;
    if (builtin.reader->accepts(input)) {
      return {.reader = builtin.reader.get(), .place = builtin.place};
    }
  }
  if (binary) return {.reason = unread_kind(*binary, file_extension(input.path))};
  return {.reason = unread_extension(file_extension(input.path))};
}

}  // namespace ksearch
