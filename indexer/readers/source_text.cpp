#include "indexer/readers/source_text.h"

#include <utility>

#include "common/utf8.h"

namespace ksearch {

std::string read_bytes(const ReaderInput& input, DocumentSink& sink, std::size_t max_bytes) {
  std::string bytes;
  while (bytes.size() < max_bytes && input.bytes->read(bytes, max_bytes - bytes.size())) {
  }
  std::string beyond;
  if (bytes.size() >= max_bytes && input.bytes->read(beyond, 1)) {
    sink.warn({.path = input.path,
               .member = {},
               .reason = "only the first " + std::to_string(max_bytes >> 20) + " MiB were read"});
  }
  return bytes;
}

DecodedText read_text(const ReaderInput& input, DocumentSink& sink) {
  DecodedText decoded = decode_text(read_bytes(input, sink));
  report_warnings(decoded, input, sink);
  return decoded;
}

void warn_bad_date(const ReaderInput& input, std::string member, std::string_view value,
                   DocumentSink& sink) {
  constexpr std::size_t kShownBytes = 80;
  sink.warn({.path = input.path,
             .member = std::move(member),
             .reason = "not a date: " + std::string(utf8_prefix(value, kShownBytes))});
}

void report_warnings(const DecodedText& decoded, const ReaderInput& input, DocumentSink& sink) {
  for (const std::string& warning : decoded.warnings) {
    sink.warn({.path = input.path, .member = {}, .reason = warning});
  }
}

}  // namespace ksearch
