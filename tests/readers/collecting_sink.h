#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/file_source.h"
#include "ksearch/document.h"

namespace ksearch::test {

/// Keeps what a reader finds.
class CollectingSink final : public DocumentSink {
 public:
  void add(Document document) override { documents.push_back(std::move(document)); }
  void skip(SkippedDocument skipped) override { skipped_.push_back(std::move(skipped)); }
  void warn(const SkippedDocument& warning) override { warnings_.push_back(warning); }
  void ignore(const SkippedDocument& ignored) override { ignored_.push_back(ignored); }

  /// "line 3: not a JSON object", in order.
  [[nodiscard]] std::vector<std::string> skips() const { return as_lines(skipped_); }
  [[nodiscard]] std::vector<std::string> warnings() const { return as_lines(warnings_); }
  [[nodiscard]] std::vector<std::string> ignored() const { return as_lines(ignored_); }

  std::vector<Document> documents;

 private:
  static std::vector<std::string> as_lines(const std::vector<SkippedDocument>& list) {
    std::vector<std::string> lines;
    for (const SkippedDocument& one : list) {
      lines.push_back(one.member.empty() ? one.reason : one.member + ": " + one.reason);
    }
    return lines;
  }

  std::vector<SkippedDocument> skipped_;
  std::vector<SkippedDocument> warnings_;
  std::vector<SkippedDocument> ignored_;
};

/// An input of bytes in memory, ready for accepts() and, with a source, for read().
inline ReaderInput input_of(std::string path, std::string_view bytes,
                            ByteSource* source = nullptr) {
  return {.path = std::move(path),
          .source = "folder",
          .head = std::string(bytes.substr(0, 4096)),
          .modified = std::nullopt,
          .bytes = source};
}

/// What a reader makes of bytes in memory.
inline CollectingSink read_with(const DocumentReader& reader, std::string path,
                                std::string_view bytes) {
  MemorySource source(bytes);
  CollectingSink sink;
  reader.read(input_of(std::move(path), bytes, &source), sink);
  return sink;
}

}  // namespace ksearch::test
