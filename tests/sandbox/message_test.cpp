#include "indexer/sandbox/message.h"

#include <doctest/doctest.h>

namespace ksearch::sandbox {
namespace {

Document sample() {
  Document document;
  document.title = "Talks end";
  document.text = "Talks end\n\nThey left.";
  document.path = "/news/a.pdf";
  document.member = "page 1";
  document.authors = {"Ann Lee"};
  document.metadata = {{"to", "Bo"}};
  document.date =
      DocumentDate{std::chrono::sys_seconds(std::chrono::seconds(-1)), true, DateOrigin::kFile};
  document.title_span = Span{0, 9};
  document.furniture = {{9, 11}};
  document.pages = {0, 11};
  return document;
}

TEST_CASE("a document is what it was before") {
  const Document back = decode_document(encode_message(sample()));
  CHECK(encode_message(back) == encode_message(sample()));
  CHECK(back.text == sample().text);
  CHECK(back.pages == sample().pages);
  CHECK(back.date == sample().date);
}

TEST_CASE("a request and a skipped document are what they were before") {
  const ReadRequest request{"/a", "folder", std::chrono::sys_seconds(std::chrono::seconds(5))};
  const ReadRequest back = decode_request(encode_message(request));
  CHECK(back.path == request.path);
  CHECK(back.source == request.source);
  CHECK(back.modified == request.modified);
  const SkippedDocument skipped =
      decode_skipped(encode_message(MessageType::kSkipped, {"/a", "line 1", "bad"}));
  CHECK(skipped.path == "/a");
  CHECK(skipped.member == "line 1");
  CHECK(skipped.reason == "bad");
}

TEST_CASE("a message cut short at any byte, or with one more, is an error") {
  const std::string message = encode_message(sample());
  for (std::size_t size = 1; size < message.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS(static_cast<void>(decode_document(message.substr(0, size))), Error);
  }
  CHECK_THROWS_AS(static_cast<void>(decode_document(message + "x")), Error);
}

TEST_CASE("a document that cannot be is an error") {
  const auto rejects = [](const auto& change) {
    Document document = sample();
    change(document);
    CHECK_THROWS_AS(static_cast<void>(decode_document(encode_message(document))), Error);
  };
  rejects([](Document& d) { d.title_span = Span{0, 1000}; });
  rejects([](Document& d) { d.furniture = {{3, 9}, {5, 10}}; });
  rejects([](Document& d) { d.furniture = {{0, 1000}}; });
  rejects([](Document& d) { d.pages = {0, 1000}; });
  rejects([](Document& d) { d.pages = {5, 3}; });
  rejects([](Document& d) { d.date->origin = static_cast<DateOrigin>(99); });
}

}  // namespace
}  // namespace ksearch::sandbox
