#include <doctest/doctest.h>
#include <zlib.h>

#include <set>
#include <string>

#include "server/compression.h"
#include "server/entity_tag.h"

using namespace ksearch;

namespace {

std::string gunzip(std::string bytes, std::size_t size) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string text(size + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

HttpRequest request_for(std::string path, NamedValues parameters) {
  HttpRequest request;
  request.segments = {path.substr(1)};
  request.path = std::move(path);
  request.parameters = std::move(parameters);
  return request;
}

}  // namespace

TEST_CASE("gzip is used for those who take it") {
  for (const char* header :
       {"gzip", "deflate, GZIP", "br;q=1.0, gzip;q=0.5", "*", "x-gzip", "identity, *;q=0.1"}) {
    CAPTURE(header);
    CHECK(accepts_gzip(header));
  }
  for (const char* header :
       {"", "identity", "gzip;q=0", "gzip; q=0.000, deflate", "*;q=0", "*, gzip;q=0", "gzippy"}) {
    CAPTURE(header);
    CHECK_FALSE(accepts_gzip(header));
  }
}

TEST_CASE("compressed bytes unpack to what they were") {
  std::string all;
  for (unsigned i = 0; i < 100'000; ++i) all += static_cast<char>((i * i) >> 3U);
  for (const std::string& bytes : {std::string(), std::string("a"), all}) {
    CHECK(gunzip(gzip(bytes), bytes.size()) == bytes);
  }
}

TEST_CASE("each request at each revision has a tag of its own") {
  std::set<std::string> tags;
  for (const char* const commit : {"a-1", "a-2"}) {
    tags.insert(entity_tag(request_for("/a", {}), commit));
    tags.insert(entity_tag(request_for("/b", {}), commit));
    tags.insert(entity_tag(request_for("/a", {{"q", "x"}}), commit));
    tags.insert(entity_tag(request_for("/a", {{"q", "x"}, {"q", "x"}}), commit));
    tags.insert(entity_tag(request_for("/a", {{"q", "xqx"}}), commit));
    tags.insert(entity_tag(request_for("/a", {{"qx", ""}}), commit));
    tags.insert(entity_tag(request_for("/a", {{"", "qx"}}), commit));
  }
  CHECK(tags.size() == 14);
  CHECK(entity_tag(request_for("/a", {}), "a-1") == entity_tag(request_for("/a", {}), "a-1"));
}

TEST_CASE("a tag is found in a list, weak or strong") {
  CHECK(names_tag("W/\"1-a\"", "W/\"1-a\""));
  CHECK(names_tag("\"1-a\"", "W/\"1-a\""));
  CHECK(names_tag("\"0\" , W/\"1-a\",\"2\"", "W/\"1-a\""));
  CHECK_FALSE(names_tag("", "W/\"1-a\""));
  CHECK_FALSE(names_tag("W/\"1-ab\"", "W/\"1-a\""));
}
