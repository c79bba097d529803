#include "indexer/readers/json_lines_reader.h"

#include <string>

#include "indexer/readers/file_source.h"
#include "indexer/readers/format.h"
#include "indexer/readers/json_record.h"
#include "indexer/readers/line_splitter.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/text_encoding.h"
#include "indexer/readers/text_lines.h"

namespace ksearch {
namespace {

void read_lines(ByteSource& bytes, const ReaderInput& input, DocumentSink& sink) {
  JsonRecordReader records(input, sink);
  LineSplitter lines(bytes);
  std::string line;
  for (std::uint64_t number = 1;; ++number) {
    const LineSplitter::Status status = lines.next(line);
    if (status == LineSplitter::Status::kEnd) return;
    const std::string member = "line " + std::to_string(number);
    if (status == LineSplitter::Status::kTooLong) {
      sink.skip({.path = input.path,
                 .member = member,
                 .reason = "longer than " + std::to_string(kMaxTextBytes >> 20) + " MiB"});
      continue;
    }
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (!trimmed(line).empty()) records.read(line, member);
  }
}

}  // namespace

bool JsonLinesReader::accepts(const ReaderInput& input) const {
  const std::string extension = file_extension(input.path);
  return extension == "jsonl" || extension == "ndjson";
}

void JsonLinesReader::read(const ReaderInput& input, DocumentSink& sink) const {
  if (!is_utf16(input.head)) {
    read_lines(*input.bytes, input, sink);
    return;
  }
  const DecodedText decoded = read_text(input, sink);
  MemorySource bytes(decoded.text);
  read_lines(bytes, input, sink);
}

}  // namespace ksearch
