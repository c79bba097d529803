#include "indexer/sandbox/message.h"

#include <algorithm>

#include "common/storage/byte_codec.h"
#include "common/storage/record.h"

namespace ksearch::sandbox {
namespace {

[[noreturn]] void throw_malformed() {
  throw Error(ErrorCode::kIo, "a message between ksearch and its reader process is malformed");
}

/// Decodes the content of a message with `decode`, all of it.
template <typename Decode>
auto decode_all(std::string_view message, const Decode& decode) {
  try {
    ByteDecoder in(message.substr(1));
    auto value = decode(in);
    if (!in.done()) throw_malformed();
    return value;
  } catch (const Error&) {
    throw_malformed();
  }
}

std::string message_of(MessageType type) { return {static_cast<char>(type)}; }

bool is_sound(const Document& document) {
  const auto fits = [&](Span span) {
    return span.begin <= span.end && span.end <= document.text.size();
  };
  std::size_t end = 0;
  for (const Span span : document.furniture) {
    if (!fits(span) || span.begin < end) return false;
    end = span.end;
  }
  return (!document.title_span || fits(*document.title_span)) &&
         std::is_sorted(document.pages.begin(), document.pages.end()) &&
         (document.pages.empty() || document.pages.back() <= document.text.size()) &&
         (!document.date || document.date->origin <= DateOrigin::kFile);
}

}  // namespace

std::string encode_message(MessageType type, std::string_view text) {
  std::string message = message_of(type);
  ByteEncoder(message).string(text);
  return message;
}

std::string encode_message(const ReadRequest& request) {
  std::string message = message_of(MessageType::kRead);
  ByteEncoder out(message);
  out.string(request.path);
  out.string(request.source);
  out.number(request.modified ? 1 : 0);
  if (request.modified) out.signed_number(request.modified->time_since_epoch().count());
  return message;
}

std::string encode_message(const Document& document) {
  std::string message = message_of(MessageType::kDocument);
  ByteEncoder out(message);
  encode_fields(document, out);
  out.string(document.text);
  return message;
}

std::string encode_message(MessageType type, const SkippedDocument& skipped) {
  std::string message = message_of(type);
  ByteEncoder out(message);
  out.string(skipped.path);
  out.string(skipped.member);
  out.string(skipped.reason);
  return message;
}

MessageType message_type(std::string_view message) {
  return static_cast<MessageType>(message.front());
}

std::string decode_text(std::string_view message) {
  return decode_all(message, [](ByteDecoder& in) { return std::string(in.string()); });
}

ReadRequest decode_request(std::string_view message) {
  return decode_all(message, [](ByteDecoder& in) {
    ReadRequest request;
    request.path = in.string();
    request.source = in.string();
    if (in.number() != 0) {
      request.modified = std::chrono::sys_seconds(std::chrono::seconds(in.signed_number()));
    }
    return request;
  });
}

Document decode_document(std::string_view message) {
  Document document = decode_all(message, [](ByteDecoder& in) {
    Document fields = decode_fields(in);
    fields.text = in.string();
    return fields;
  });
  if (!is_sound(document)) throw_malformed();
  return document;
}

SkippedDocument decode_skipped(std::string_view message) {
  return decode_all(message, [](ByteDecoder& in) {
    SkippedDocument skipped;
    skipped.path = in.string();
    skipped.member = in.string();
    skipped.reason = in.string();
    return skipped;
  });
}

}  // namespace ksearch::sandbox
