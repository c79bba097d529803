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

}  // namespace

std::vector<std::unique_ptr<DocumentReader>> builtin_readers() {
  std::vector<std::unique_ptr<DocumentReader>> readers;
  readers.push_back(std::make_unique<JsonLinesReader>());
  readers.push_back(std::make_unique<MarkdownReader>());
  readers.push_back(std::make_unique<HtmlReader>());
  readers.push_back(std::make_unique<EmailReader>());
  // Last, since it takes any text without an extension.
  readers.push_back(std::make_unique<PlainTextReader>());
  return readers;
}

ReaderRegistry::ReaderRegistry(std::vector<const DocumentReader*> custom)
    : custom_(std::move(custom)), builtin_(builtin_readers()) {}

ReaderChoice ReaderRegistry::choose(const ReaderInput& input) const {
  for (const DocumentReader* reader : custom_) {
    if (reader->accepts(input)) return {.reader = reader, .reason = {}};
  }
  if (input.head.empty()) return {.reader = nullptr, .reason = "empty file"};
  const auto binary = binary_kind(input.head);
  if (binary) return {.reader = nullptr, .reason = std::string(*binary)};
  if (is_mail_folder(input)) return {.reader = nullptr, .reason = "unsupported format: mbox"};
  for (const auto& reader : builtin_) {
    if (reader->accepts(input)) return {.reader = reader.get(), .reason = {}};
  }
  return {.reader = nullptr, .reason = "unsupported format: " + file_extension(input.path)};
}

}  // namespace ksearch
