#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/file_source.h"
#include "indexer/readers/isolated_readers.h"
#include "indexer/readers/language.h"
#include "indexer/readers/reader_registry.h"
#include "ksearch/document.h"
#include "ksearch/error.h"

namespace ksearch::test {

/// Keeps the first thing that is wrong with what a reader gives.
class CheckingSink final : public DocumentSink {
 public:
  void add(Document document) override {
    for (const std::string* field : {&document.id, &document.title, &document.text, &document.url,
                                     &document.source, &document.language}) {
      check(is_clean(*field), "a field is not valid UTF-8 or holds a NUL byte");
    }
    for (const std::string& author : document.authors) {
      check(is_clean(author) && !author.empty(), "an author is empty or not valid UTF-8");
    }
    for (const auto& [key, value] : document.metadata) {
      check(is_valid(key) && is_valid(value), "metadata are not valid UTF-8");
    }
    if (document.title_span) check_span(*document.title_span, document.text);
    std::size_t end = 0;
    for (const Span span : document.furniture) {
      check_span(span, document.text);
      check(end <= span.begin && !span.empty(), "furniture is not sorted, disjoint and not empty");
      end = span.end;
    }
    static_cast<void>(detect_language(document.text));
  }
  void skip(SkippedDocument skipped) override { check_reason(skipped.reason); }
  void warn(const SkippedDocument& warning) override { check_reason(warning.reason); }
  void ignore(const SkippedDocument& ignored) override { check_reason(ignored.reason); }

  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  static bool is_valid(std::string_view text) {
    return simdjson::validate_utf8(text.data(), text.size());
  }
  static bool is_clean(std::string_view text) {
    return is_valid(text) && text.find('\0') == std::string_view::npos;
  }
  void check_span(Span span, std::string_view text) {
    const auto on_boundary = [text](std::size_t at) {
      return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    };
    check(span.begin <= span.end && span.end <= text.size(), "a span is outside the text");
    check(on_boundary(span.begin) && on_boundary(span.end), "a span cuts a code point");
  }
  void check_reason(std::string_view reason) {
    check(!reason.empty() && is_valid(reason), "a reason is empty or not valid UTF-8");
  }
  void check(bool holds, const char* otherwise) {
    if (!holds && failure_.empty()) failure_ = otherwise;
  }

  std::string failure_;
};

/// What holds for all files: their first line is the name, by which the reader is chosen. Empty
/// when all holds, else what does not.
inline std::string readers_property(std::string_view bytes) {
  constexpr std::size_t kLongestName = 64;
  static const ReaderRegistry kRegistry({}, make_isolated_reader);
  const std::size_t line_end = bytes.find('\n');
  if (line_end > kLongestName) return {};
  const std::string name(bytes.substr(0, line_end));
  bytes.remove_prefix(line_end + 1);
  MemorySource source(bytes);
  const ReaderInput input{.path = "/fuzz/" + name,
                          .source = "fuzz",
                          .head = std::string(bytes.substr(0, 4096)),
                          .modified = std::nullopt,
                          .bytes = &source};
  CheckingSink sink;
  const ReaderChoice choice = kRegistry.choose(input);
  try {
    if (choice.reader != nullptr) choice.reader->read(input, sink);
  } catch (const Error&) {
    // Allowed for an input that cannot be read at all.
  }
  return sink.failure();
}

}  // namespace ksearch::test
