#include "indexer/readers/warc_reader.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <filesystem>
#include <iostream>

#include "common/dates.h"
#include "indexer/readers/gunzip_source.h"
#include "indexer/readers/http_response.h"
#include "indexer/readers/isolated_readers.h"
#include "tests/readers/collecting_sink.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

using Lines = std::vector<std::string>;

test::CollectingSink read(std::string_view bytes) {
  static const ReaderRegistry kReaders({}, make_isolated_reader);
  return test::read_with(WarcReader(kReaders), "/web/a.warc", bytes);
}

std::string gzip(std::string_view bytes, int window = MAX_WBITS + 16) {
  z_stream z{};
  REQUIRE(deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) ==
          Z_OK);
  std::string out(bytes.size() + 1024, '\0');
  std::string in(bytes);
  z.next_in = reinterpret_cast<Bytef*>(in.data());
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

std::string record(std::string_view id, std::string_view type, std::string_view block,
                   std::string_view media_type = "application/http; msgtype=response") {
  return "WARC/1.0\r\nWARC-Type: " + std::string(type) +
         "\r\nWARC-Record-ID: <urn:" + std::string(id) +
         ">\r\nWARC-Target-URI: https://www.wire.example/" + std::string(id) +
         "\r\nWARC-Date: 2025-05-16T14:05:00Z\r\nContent-Type: " + std::string(media_type) +
         "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + std::string(block) +
         "\r\n\r\n";
}

std::string response(std::string_view headers, std::string_view body) {
  return "HTTP/1.1 200 OK\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

const std::string kPage = "<html><title>Talks</title><p>The talks end in the harbour today.</p>";

std::string archive() {
  return record("info", "warcinfo", "software: x\r\n", "application/warc-fields") +
         record("page", "response", response("Content-Type: text/html\r\n", kPage)) +
         record(
             "chunked", "response",
             response("Content-Type: text/plain; charset=koi8-r\r\nTransfer-Encoding: chunked\r\n",
                      "4\r\n\xD0\xCF\xD2\xD4\r\n3;x=y\r\n \xC4\xC1\r\n0\r\n\r\n")) +
         record("zipped", "response",
                response("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gzip(kPage))) +
         record("raw", "response",
                response("Content-Type: text/html\r\nContent-Encoding: deflate\r\n",
                         gzip(kPage, -MAX_WBITS))) +
         record("joined", "response",
                response("Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: "
                         "chunked\r\n",
                         kPage)) +
         record("gone", "response", "HTTP/1.1 404 Not Found\r\n\r\nx") +
         record("brotli", "response",
                response("Content-Type: text/html\r\nContent-Encoding: br\r\n", "x")) +
         record("picture", "response", response("Content-Type: image/png\r\n", "x")) +
         record("2025/05/15/text", "conversion", "Plain text.", "text/plain") +
         record("odd", "response", "nonsense") +
         record("page", "request", "GET / HTTP/1.0\r\n\r\n");
}

Lines described(const test::CollectingSink& sink) {
  Lines lines;
  for (const Document& document : sink.documents) {
    lines.push_back(document.member + "|" + document.title + "|" + document.text);
  }
  return lines;
}

void check_archive(const test::CollectingSink& sink) {
  const std::string text = "|Talks|The talks end in the harbour today.";
  CHECK(described(sink) == Lines{"urn:page" + text, "urn:chunked||порт да", "urn:zipped" + text,
                                 "urn:raw" + text, "urn:joined" + text,
                                 "urn:2025/05/15/text||Plain text."});
  CHECK(sink.ignored() == Lines{"urn:gone: HTTP status 404", "urn:brotli: content encoding br",
                                "urn:picture: unsupported format: image/png",
                                "urn:odd: not an HTTP response"});
}

TEST_CASE("captured pages are read by the reader of their type") {
  const auto sink = read(archive());
  check_archive(sink);
  CHECK(sink.skips().empty());
  REQUIRE(sink.documents.size() == 6);
  const Document& page = sink.documents[0];
  CHECK(page.url == "https://www.wire.example/page");
  CHECK(page.source == "wire.example");
  CHECK(page.type == "html");
  CHECK(page.path == "/web/a.warc");
  CHECK(format_date(page.date.value()) == "2025-05-16T14:05:00Z");
  CHECK(page.date->origin == DateOrigin::kFile);
  CHECK(format_date(sink.documents[5].date.value()) == "2025-05-15");
}

TEST_CASE("compressed archives are read, as one stream or record by record") {
  check_archive(read(gzip(archive())));
  const std::string first =
      record("page", "response", response("Content-Type: text/html\r\n", kPage));
  const std::string second =
      record("next", "response", response("Content-Type: text/plain\r\n", "t"));
  CHECK(described(read(gzip(first) + gzip(second))).size() == 2);
}

TEST_CASE("a truncated or damaged archive keeps what came before") {
  const std::string page =
      record("page", "response", response("Content-Type: text/html\r\n", kPage));
  const std::string whole = gzip(page) + gzip(page);
  const auto truncated = read(std::string_view(whole).substr(0, whole.size() - 12));
  CHECK(truncated.documents.size() >= 1);
  CHECK(truncated.skips().back() == "truncated gzip data");
  std::string damaged = whole;
  for (std::size_t i = whole.size() / 2 + 20; i < whole.size(); ++i) damaged[i] = '\x55';
  CHECK(read(damaged).documents.size() == 1);
  CHECK(read(damaged).skips().back() == "damaged gzip data");
  const auto cut = read(page + page.substr(0, page.size() - 20));
  CHECK(cut.documents.size() == 1);
  CHECK(cut.skips() == Lines{"urn:page: the record is cut off"});
  const auto garbage = read(page + "garbage\r\n" + page);
  CHECK(garbage.documents.size() == 1);
  CHECK(garbage.skips() == Lines{"offset " + std::to_string(page.size()) +
                                 ": no record of a web archive begins here"});
  // A line longer than any header, and one without an end.
  for (const std::string& rest : {std::string(100'000, 'x') + "\n", std::string("xx")}) {
    const auto endless = read(page + rest);
    CHECK(endless.documents.size() == 1);
    CHECK(endless.skips() == Lines{"offset " + std::to_string(page.size()) +
                                   ": no record of a web archive begins here"});
  }
}

TEST_CASE("an archive cut off at any byte is read without harm") {
  const std::string bytes = archive();
  for (std::size_t size = 0; size <= bytes.size(); size += 7) {
    CHECK(read(std::string_view(bytes).substr(0, size)).documents.size() <= 6);
  }
  const std::string zipped = gzip(bytes);
  for (std::size_t size = 2; size <= zipped.size(); size += 7) {
    CHECK(read(std::string_view(zipped).substr(0, size)).documents.size() <= 6);
  }
}

TEST_CASE("sizes that a record only claims cost nothing") {
  for (const char* size : {"99999999999999", "18446744073709551615", "-1", "x", ""}) {
    const auto sink = read(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + std::string(size) + "\r\n\r\nx");
    CHECK(sink.documents.empty());
    CHECK(sink.skips().size() == 1);
  }
}

TEST_CASE("web archives are told by their first bytes") {
  const ReaderRegistry readers({}, make_isolated_reader);
  const WarcReader reader(readers);
  CHECK(reader.accepts(test::input_of("/a.warc.gz", gzip(archive()))));
  CHECK(reader.accepts(test::input_of("/a", archive())));
  CHECK_FALSE(reader.accepts(test::input_of("/a.warc.gz", gzip("something else"))));
  CHECK_FALSE(reader.accepts(test::input_of("/a.warc", "")));
}

TEST_CASE("real archives give their page") {
  const std::filesystem::path folder = test::shared_folder() / "inputs/warc";
  if (!std::filesystem::exists(folder)) {
    std::cout << "SKIPPED: no archives in " << folder << "\n";
    return;
  }
  const ReaderRegistry readers({}, make_isolated_reader);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    CAPTURE(entry.path());
    FileSource source(entry.path());
    test::CollectingSink sink;
    const ReaderInput input = test::input_of(entry.path(), source.peek(4096), &source);
    const ReaderChoice choice = readers.choose(input);
    REQUIRE(choice.reader != nullptr);
    choice.reader->read(input, sink);
    CHECK(sink.skips().empty());
    REQUIRE(sink.documents.size() == 1);
    CHECK(sink.documents[0].title == "Example Domain");
    CHECK(sink.documents[0].url == "http://example.com/");
  }
}

}  // namespace
}  // namespace ksearch
