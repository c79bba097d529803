#include "indexer/readers/reader_registry.h"

#include "indexer/readers/email_reader.h"
#include "indexer/readers/format.h"
#include "indexer/readers/html_reader.h"
#include "indexer/readers/json_lines_reader.h"
#include "indexer/readers/markdown_reader.h"
#include "indexer/readers/plain_text_reader.h"
#include "indexer/readers/text_encoding.h"

namespace ksearch {
namespace {

/// A file of many messages, which begins with "From " and has no extension as a rule.
bool is_mail_folder(const ReaderInput& input) {
  return input.head.starts_with("From ") && file_extension(input.path) != "eml" &&
         looks_like_email(input.head);
}

/// `members` reads what the containers among the readers hold.
std::vector<BuiltinReader> builtin_readers(const ReaderRegistry& members) {
  std::vector<BuiltinReader> readers;
  const auto add = [&]<typename Reader>(std::unique_ptr<Reader> reader, ReaderPlace place,
                                        ReaderBytes bytes = ReaderBytes::kText) {
    readers.push_back({std::move(reader), place, bytes});
  };
  add(std::make_unique<JsonLinesReader>(), ReaderPlace::kHost);
  add(std::make_unique<MarkdownReader>(), ReaderPlace::kHost);
  add(std::make_unique<HtmlReader>(), ReaderPlace::kChild);
  add(std::make_unique<EmailReader>(members), ReaderPlace::kChild);
  // Last, since it takes any text without an extension.
  add(std::make_unique<PlainTextReader>(), ReaderPlace::kHost);
  return readers;
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
  if (!binary && is_mail_folder(input)) return {.reason = "unsupported format: mbox"};
  for (const BuiltinReader& builtin : builtin_) {
    if (binary && builtin.bytes == ReaderBytes::kText) continue;
    if (builtin.reader->accepts(input)) {
      return {.reader = builtin.reader.get(), .place = builtin.place};
    }
  }
  if (binary) return {.reason = std::string(*binary)};
  return {.reason = "unsupported format: " + file_extension(input.path)};
}

}  // namespace ksearch
