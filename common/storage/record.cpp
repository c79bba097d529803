#include "common/storage/record.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "common/schema.h"

namespace ksearch {

void encode_fields(const Document& document, ByteEncoder& out) {
  for (const std::string* field :
       {&document.id, &document.title, &document.path, &document.member, &document.url,
        &document.source, &document.language, &document.type}) {
    out.string(*field);
  }
  out.number(document.authors.size());
  for (const std::string& author : document.authors) out.string(author);
  out.number(document.metadata.size());
  for (const auto& [key, value] : document.metadata) {
    out.string(key);
    out.string(value);
  }
  out.number(document.date ? 1 + static_cast<std::uint64_t>(document.date->origin) : 0);
  if (document.date) {
    out.number(document.date->has_time_of_day ? 1 : 0);
    out.signed_number(document.date->time.time_since_epoch().count());
  }
  const Span title = document.title_span.value_or(Span{});
  out.number(title.begin);
  out.number(title.size());
  out.number(document.furniture.size());
  std::size_t last = 0;
  for (const Span span : document.furniture) {
    out.number(span.begin - last);
    out.number(span.size());
    last = span.end;
  }
  out.number(document.pages.size());
  last = 0;
  for (const std::size_t page : document.pages) out.number(page - std::exchange(last, page));
}

Document decode_fields(ByteDecoder& in) {
  Document document;
  for (std::string* field : {&document.id, &document.title, &document.path, &document.member,
                             &document.url, &document.source, &document.language, &document.type}) {
    *field = in.string();
  }
  for (std::uint64_t n = in.number(); n > 0; --n) document.authors.emplace_back(in.string());
  for (std::uint64_t n = in.number(); n > 0; --n) {
    std::string key(in.string());
    document.metadata.emplace_back(std::move(key), in.string());
  }
  if (const std::uint64_t origin = in.number(); origin > 0) {
    DocumentDate date;
    date.origin = static_cast<DateOrigin>(origin - 1);
    date.has_time_of_day = in.number() != 0;
    date.time = std::chrono::sys_seconds(std::chrono::seconds(in.signed_number()));
    document.date = date;
  }
  const std::size_t title_begin = in.number();
  const std::size_t title_size = in.number();
  if (title_size > 0) document.title_span = Span{title_begin, title_begin + title_size};
  std::size_t last = 0;
  for (std::uint64_t n = in.number(); n > 0; --n) {
    const std::size_t begin = last + in.number();
    last = begin + in.number();
    document.furniture.push_back({begin, last});
  }
  last = 0;
  for (std::uint64_t n = in.number(); n > 0; --n) {
    last += in.number();
    document.pages.push_back(last);
  }
  return document;
}

std::string encode_record(const StoredRecord& record) {
  std::string bytes;
  ByteEncoder out(bytes);
  encode_fields(record.document, out);
  out.number(record.text_bytes);
  out.number(record.text_hash);
  out.string(record.content_hash);
  return bytes;
}

StoredRecord decode_record(std::string_view bytes) {
  ByteDecoder in(bytes);
  StoredRecord record;
  record.document = decode_fields(in);
  record.text_bytes = in.number();
  record.text_hash = in.number();
  record.content_hash = in.string();
  return record;
}

std::uint64_t text_hash(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

struct TextHasher::State {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> hash{XXH3_createState()};
};

TextHasher::TextHasher() : state_(std::make_unique<State>()) {
  XXH3_64bits_reset(state_->hash.get());
}
TextHasher::~TextHasher() = default;

void TextHasher::add(std::string_view piece) {
  XXH3_64bits_update(state_->hash.get(), piece.data(), piece.size());
}

std::uint64_t TextHasher::hash() const { return XXH3_64bits_digest(state_->hash.get()); }

std::string content_hash(const Document& document) {
  std::string bytes;
  ByteEncoder out(bytes);
  encode_fields(document, out);
  bytes += document.text;
  return schema::hex_hash(bytes).substr(0, 16);
}

std::string encode_mentions(const std::vector<StoredMention>& mentions) {
  std::string bytes;
  ByteEncoder out(bytes);
  const auto in_title =
      std::count_if(mentions.begin(), mentions.end(), [](const auto& m) { return m.in_title; });
  out.number(static_cast<std::uint64_t>(in_title));
  std::size_t last = 0;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (i == static_cast<std::size_t>(in_title)) last = 0;
    const StoredMention& mention = mentions[i];
    out.number(mention.span.begin - last);
    out.number(mention.span.size());
    out.number((std::uint64_t{mention.name} << 2) | static_cast<std::uint64_t>(mention.type));
    last = mention.span.end;
  }
  return bytes;
}

std::vector<StoredMention> decode_mentions(std::string_view bytes) {
  std::vector<StoredMention> mentions;
  if (bytes.empty()) return mentions;
  ByteDecoder in(bytes);
  const std::uint64_t in_title = in.number();
  std::size_t last = 0;
  while (!in.done()) {
    if (mentions.size() == in_title) last = 0;
    StoredMention mention;
    mention.span.begin = last + in.number();
    mention.span.end = mention.span.begin + in.number();
    const std::uint64_t name_and_type = in.number();
    mention.name = static_cast<std::uint32_t>(name_and_type >> 2);
    mention.type = static_cast<EntityType>(name_and_type & 3);
    mention.in_title = mentions.size() < in_title;
    last = mention.span.end;
    mentions.push_back(mention);
  }
  return mentions;
}

}  // namespace ksearch
