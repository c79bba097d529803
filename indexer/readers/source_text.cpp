#include "indexer/readers/source_text.h"

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

void report_warnings(const DecodedText& decoded, const ReaderInput& input, DocumentSink& sink) {
  for (const std::string& warning : decoded.warnings) {
    sink.warn({.path = input.path, .member = {}, .reason = warning});
  }
}

}  // namespace ksearch
