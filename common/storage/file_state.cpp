#include "common/storage/file_state.h"

#include "common/schema.h"
#include "common/storage/byte_codec.h"

namespace ksearch {

std::string encode_file_state(const FileState& state) {
  std::string bytes;
  ByteEncoder out(bytes);
  out.string(state.path);
  out.number(state.size_bytes);
  out.signed_number(state.modified_ns);
  out.string(state.hash);
  out.number(state.documents);
  out.string(state.read_by);
  for (const SkippedDocument& failure : state.failures) {
    out.string(failure.member);
    out.string(failure.reason);
  }
  return bytes;
}

FileState decode_file_state(std::string_view bytes) {
  ByteDecoder in(bytes);
  FileState state;
  state.path = in.string();
  state.size_bytes = in.number();
  state.modified_ns = in.signed_number();
  state.hash = in.string();
  state.documents = in.number();
  state.read_by = in.string();
  while (!in.done()) {
    std::string member(in.string());
    state.failures.push_back({state.path, std::move(member), std::string(in.string())});
  }
  return state;
}

std::string file_state_key(std::string_view absolute_path) {
  return std::string(schema::kFilePrefix) + schema::hex_hash(absolute_path);
}

}  // namespace ksearch
