#include "indexer/readers/reader_registry.h"

#include <algorithm>

#include "indexer/readers/csv_reader.h"
#include "indexer/readers/format.h"
#include "indexer/readers/json_lines_reader.h"
#include "indexer/readers/json_reader.h"
#include "indexer/readers/markdown_reader.h"
#include "indexer/readers/plain_text_reader.h"
#include "indexer/readers/reuters_reader.h"
#include "indexer/readers/rtf_reader.h"
#include "indexer/readers/text_encoding.h"

namespace ksearch {
namespace {

std::unique_ptr<DocumentReader> format_reader(IsolatedFormat format, const ReaderRegistry&) {
  return std::make_unique<IsolatedFormatReader>(format);
}

/// `members` reads what the containers among the readers hold.
std::vector<BuiltinReader> builtin_readers(const ReaderRegistry& members,
                                           ReaderRegistry::IsolatedReaderMaker make_isolated) {
  if (make_isolated == nullptr) make_isolated = format_reader;
  std::vector<BuiltinReader> readers;
  const auto add_isolated = [&](IsolatedFormat format, ReaderBytes bytes = ReaderBytes::kText) {
    readers.push_back({make_isolated(format, members), ReaderPlace::kChild, bytes});
  };
  const auto add = [&]<typename Reader>(std::unique_ptr<Reader> reader,
                                        ReaderBytes bytes = ReaderBytes::kText) {
    readers.push_back({std::move(reader), ReaderPlace::kHost, bytes});
  };
  add_isolated(IsolatedFormat::kPdf, ReaderBytes::kAny);
  add_isolated(IsolatedFormat::kOoxml, ReaderBytes::kAny);
  add_isolated(IsolatedFormat::kOpenDocument, ReaderBytes::kAny);
  add_isolated(IsolatedFormat::kEpub, ReaderBytes::kAny);
  add_isolated(IsolatedFormat::kWarc, ReaderBytes::kAny);
  // After the reader of .warc.gz.
  add_isolated(IsolatedFormat::kArchive, ReaderBytes::kAny);
  add(std::make_unique<RtfReader>(), ReaderBytes::kAny);
  add(std::make_unique<JsonLinesReader>());
  add(std::make_unique<JsonReader>());
  add(std::make_unique<CsvReader>());
  add_isolated(IsolatedFormat::kFeed);
  add_isolated(IsolatedFormat::kNewsXml);
  add(std::make_unique<ReutersReader>());
  add(std::make_unique<MarkdownReader>());
  add_isolated(IsolatedFormat::kHtml);
  add_isolated(IsolatedFormat::kMbox);
  add_isolated(IsolatedFormat::kEmail);
  // Last, since it takes any text without an extension.
  add(std::make_unique<PlainTextReader>());
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

ReaderRegistry::ReaderRegistry(std::vector<const DocumentReader*> custom,
                               IsolatedReaderMaker make_isolated)
    : custom_(std::move(custom)), builtin_(builtin_readers(*this, make_isolated)) {}

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
