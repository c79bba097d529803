#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ksearch/document.h"
#include "ksearch/error.h"

namespace ksearch::sandbox {

/// What passes between the process that indexes and a reader process: one byte, which is this, and
/// a content in the coding of common/storage/byte_codec.h.
enum class MessageType : std::uint8_t {
  kHello,     ///< child: a text, empty when it is ready, else why it cannot work
  kRead,      ///< parent: a ReadRequest; the file's descriptor comes with it
  kDocument,  ///< child
  kSkipped,   ///< child
  kWarning,   ///< child
  kIgnored,   ///< child
  kDone,      ///< child: the file is read; no content
  kRetire,    ///< child: the file is read, and the process wants to be replaced; no content
  kFailed,    ///< child: the reader threw an Error; its text
};

/// A file to read: what a ReaderInput says apart from the bytes.
struct ReadRequest {
  std::string path;
  std::string source;
  std::optional<std::chrono::sys_seconds> modified;
};

[[nodiscard]] std::string encode_message(MessageType type, std::string_view text = {});
[[nodiscard]] std::string encode_message(const ReadRequest& request);
[[nodiscard]] std::string encode_message(const Document& document);
/// `type` is kSkipped, kWarning or kIgnored.
[[nodiscard]] std::string encode_message(MessageType type, const SkippedDocument& skipped);

/// The type of a message, which is not empty.
[[nodiscard]] MessageType message_type(std::string_view message);

/// These take a message apart. A hostile file may speak for the child, so they believe nothing and
/// throw Error(kIo) when a message is not what encode_message() makes: also when a span or page
/// lies outside the text, or enumerators are unknown.
[[nodiscard]] std::string decode_text(std::string_view message);
[[nodiscard]] ReadRequest decode_request(std::string_view message);
[[nodiscard]] Document decode_document(std::string_view message);
[[nodiscard]] SkippedDocument decode_skipped(std::string_view message);

}  // namespace ksearch::sandbox
