// Prints what the readers make of files, one JSON object a document: for quality tests, and to look
// at an extraction by hand. Usage: read_documents FILE...

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "common/dates.h"
#include "indexer/readers/file_source.h"
#include "indexer/readers/isolated_readers.h"
#include "indexer/readers/reader_registry.h"
#include "ksearch/error.h"

namespace {

using nlohmann::ordered_json;

void print(const ordered_json& object) {
  std::cout << object.dump(-1, ' ', false, ordered_json::error_handler_t::replace) << '\n';
}

class PrintingSink final : public ksearch::DocumentSink {
 public:
  void add(ksearch::Document document) override {
    ordered_json object{{"path", document.path},       {"member", document.member},
                        {"type", document.type},       {"title", document.title},
                        {"url", document.url},         {"source", document.source},
                        {"authors", document.authors}, {"language", document.language}};
    if (document.date) object["date"] = ksearch::format_date(*document.date);
    object["metadata"] = ordered_json::object();
    for (const auto& [key, value] : document.metadata) object["metadata"][key] = value;
    object["furniture"] = ordered_json::array();
    for (const ksearch::Span span : document.furniture) {
      object["furniture"].push_back(document.text.substr(span.begin, span.size()));
    }
    object["text"] = document.text;
    print(object);
  }
  void skip(ksearch::SkippedDocument skipped) override {
    print({{"path", skipped.path}, {"member", skipped.member}, {"skipped", skipped.reason}});
  }
  void warn(const ksearch::SkippedDocument& warning) override {
    print({{"path", warning.path}, {"member", warning.member}, {"warning", warning.reason}});
  }
  void ignore(const ksearch::SkippedDocument& ignored) override {
    print({{"path", ignored.path}, {"member", ignored.member}, {"ignored", ignored.reason}});
  }
};

void read(const ksearch::ReaderRegistry& registry, const std::string& path) {
  PrintingSink sink;
  ksearch::FileSource source(path);
  const ksearch::ReaderInput input{.path = path,
                                   .source = {},
                                   .head = source.peek(4096),
                                   .modified = source.modified(),
                                   .bytes = &source};
  const ksearch::ReaderChoice choice = registry.choose(input);
  if (choice.reader == nullptr) {
    print({{"path", path}, {"ignored", choice.reason}});
    return;
  }
  choice.reader->read(input, sink);
}

}  // namespace

int main(int argc, char** argv) {
  const ksearch::ReaderRegistry registry({}, ksearch::make_isolated_reader);
  int status = 0;
  for (int i = 1; i < argc; ++i) {
    try {
      read(registry, argv[i]);
    } catch (const ksearch::Error& error) {
      std::cerr << "read_documents: " << error.what() << '\n';
      status = 1;
    }
  }
  return status;
}
