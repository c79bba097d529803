#include "indexer/readers/reader_registry.h"

#include "indexer/readers/format.h"
#include "indexer/readers/html_reader.h"
#include "indexer/readers/json_lines_reader.h"
#include "indexer/readers/plain_text_reader.h"
#include "indexer/readers/text_encoding.h"

namespace ksearch {

std::vector<std::unique_ptr<DocumentReader>> builtin_readers() {
  std::vector<std::unique_ptr<DocumentReader>> readers;
  readers.push_back(std::make_unique<JsonLinesReader>());
  readers.push_back(std::make_unique<HtmlReader>());
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
  for (const auto& reader : builtin_) {
    if (reader->accepts(input)) return {.reader = reader.get(), .reason = {}};
  }
  return {.reader = nullptr, .reason = "unsupported format: " + file_extension(input.path)};
}

}  // namespace ksearch
