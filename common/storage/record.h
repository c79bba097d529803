#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/storage/byte_codec.h"
#include "ksearch/document.h"
#include "ksearch/entity.h"

namespace ksearch {

/// What Xapian's document data holds: a document without its text.
struct StoredRecord {
  Document document;             ///< `text` is empty
  std::uint64_t text_bytes = 0;  ///< size of the stored text
  std::uint64_t text_hash = 0;   ///< XXH3-64 of the stored text, checked by `ksearch verify`
  std::string content_hash;      ///< of everything the reader gave; tells whether a record changed
};

/// A document without its text, in the form that records and messages hold it.
void encode_fields(const Document& document, ByteEncoder& out);
/// Reads what encode_fields() wrote. Throws Error(kIndexCorrupt).
[[nodiscard]] Document decode_fields(ByteDecoder& in);

[[nodiscard]] std::string encode_record(const StoredRecord& record);
/// Throws Error(kIndexCorrupt).
[[nodiscard]] StoredRecord decode_record(std::string_view bytes);

/// StoredRecord::text_hash of a text.
[[nodiscard]] std::uint64_t text_hash(std::string_view text);

/// text_hash() of a text that comes in pieces.
class TextHasher {
 public:
  TextHasher();
  ~TextHasher();
  TextHasher(const TextHasher&) = delete;
  TextHasher& operator=(const TextHasher&) = delete;

  void add(std::string_view piece);
  [[nodiscard]] std::uint64_t hash() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The content hash of a document as a reader gave it.
[[nodiscard]] std::string content_hash(const Document& document);

/// A mention with its name's number. Title mentions come before those of the text; each group is in
/// order and disjoint.
struct StoredMention {
  Span span;
  bool in_title = false;
  EntityType type{};
  std::uint32_t name = 0;
};

[[nodiscard]] std::string encode_mentions(const std::vector<StoredMention>& mentions);
/// Throws Error(kIndexCorrupt).
[[nodiscard]] std::vector<StoredMention> decode_mentions(std::string_view bytes);

}  // namespace ksearch
