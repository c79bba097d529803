#include "common/storage/record.h"

#include <doctest/doctest.h>

#include "common/storage/byte_codec.h"
#include "common/storage/file_state.h"

namespace ksearch {
namespace {

StoredRecord sample() {
  StoredRecord record;
  Document& document = record.document;
  document.id = "a1";
  document.title = "Talks end";
  document.path = "/news/a.txt";
  document.member = "line 3";
  document.url = "https://example.org/a";
  document.source = "Example";
  document.language = "en";
  document.type = "json";
  document.authors = {"A. Writer", "B. Editor"};
  document.metadata = {{"desk", "world"}, {"empty", ""}};
  document.date =
      DocumentDate{std::chrono::sys_seconds(std::chrono::seconds(-86400)), true, DateOrigin::kUrl};
  document.title_span = Span{0, 9};
  document.furniture = {{20, 30}, {30, 35}, {90, 100}};
  document.pages = {0, 4000, 4000, 9000};
  record.text_bytes = 12345;
  record.text_hash = UINT64_MAX;
  record.content_hash = "0123456789abcdef";
  return record;
}

TEST_CASE("a record decodes to what was encoded") {
  const StoredRecord record = sample();
  const StoredRecord back = decode_record(encode_record(record));
  CHECK(back.document.id == record.document.id);
  CHECK(back.document.authors == record.document.authors);
  CHECK(back.document.metadata == record.document.metadata);
  CHECK(back.document.date == record.document.date);
  CHECK(back.document.title_span == record.document.title_span);
  CHECK(back.document.furniture == record.document.furniture);
  CHECK(back.document.pages == record.document.pages);
  CHECK(back.text_bytes == record.text_bytes);
  CHECK(back.text_hash == record.text_hash);
  CHECK(back.content_hash == record.content_hash);
  CHECK(encode_record(back) == encode_record(record));
}

TEST_CASE("a record cut short at any byte is an error") {
  const std::string bytes = encode_record(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS(static_cast<void>(decode_record(std::string_view(bytes).substr(0, size))),
                    Error);
  }
}

TEST_CASE("the content hash changes with every field a reader gives") {
  const Document document = sample().document;
  const std::string hash = content_hash(document);
  Document other = document;
  other.text = "x";
  CHECK(content_hash(other) != hash);
  other = document;
  other.metadata[0].second = "sport";
  CHECK(content_hash(other) != hash);
  other = document;
  other.date.reset();
  CHECK(content_hash(other) != hash);
  CHECK(content_hash(document) == hash);
}

TEST_CASE("mentions of title and text keep their own offsets") {
  const std::vector<StoredMention> mentions = {{{0, 5}, true, EntityType::kPlace, 7},
                                               {{10, 12}, true, EntityType::kPerson, 70000},
                                               {{3, 9}, false, EntityType::kOrg, 0},
                                               {{9, 11}, false, EntityType::kPerson, 1}};
  const std::vector<StoredMention> back = decode_mentions(encode_mentions(mentions));
  REQUIRE(back.size() == mentions.size());
  for (std::size_t i = 0; i < back.size(); ++i) {
    CAPTURE(i);
    CHECK(back[i].span == mentions[i].span);
    CHECK(back[i].in_title == mentions[i].in_title);
    CHECK(back[i].type == mentions[i].type);
    CHECK(back[i].name == mentions[i].name);
  }
  CHECK(decode_mentions("").empty());
}

TEST_CASE("numbers of every size survive the codec") {
  for (const std::int64_t value : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{127},
                                   std::int64_t{128}, INT64_MAX}) {
    std::string bytes;
    ByteEncoder(bytes).signed_number(value);
    CHECK(ByteDecoder(bytes).signed_number() == value);
  }
}

TEST_CASE("a file's state decodes to what was encoded") {
  FileState state;
  state.path = "/news/b.jsonl";
  state.size_bytes = 99;
  state.modified_ns = -5;
  state.hash = std::string("\0\1\2", 3);
  state.documents = 3;
  state.failures = {{state.path, "line 4", "not valid JSON"}};
  const FileState back = decode_file_state(encode_file_state(state));
  CHECK(back.path == state.path);
  CHECK(back.modified_ns == state.modified_ns);
  CHECK(back.hash == state.hash);
  REQUIRE(back.failures.size() == 1);
  CHECK(back.failures[0].path == state.path);
  CHECK(back.failures[0].reason == "not valid JSON");
}

}  // namespace
}  // namespace ksearch
