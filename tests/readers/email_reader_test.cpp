#include "indexer/readers/email_reader.h"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <filesystem>
#include <iostream>

#include "common/dates.h"
#include "indexer/readers/format.h"
#include "tests/readers/collecting_sink.h"

namespace ksearch {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

test::CollectingSink read(std::string_view bytes) {
  return test::read_with(EmailReader(), "/mail/a.eml", bytes);
}

const std::string kMessage =
    "From: =?UTF-8?Q?Zo=C3=AB_Lee?= <zoe@a.example>, bo@b.example\r\n"
    "To: Desk <desk@a.example>\r\n"
    "Subject: =?windows-1251?B?z+jx/Ozu?= from the\r\n harbour\r\n"
    "Date: Fri, 16 May 2025 14:05:00 +0300\r\n"
    "Message-ID: <1@a.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=outer\r\n"
    "\r\n"
    "preamble\r\n"
    "--outer\r\n"
    "Content-Type: multipart/alternative; boundary=inner\r\n"
    "\r\n"
    "--inner\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n"
    "<p>Rich</p>\r\n"
    "--inner\r\n"
    "Content-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "\r\n"
    "The caf=E9 is open=\r\n again.\r\n"
    "> Is it?\r\n"
    "--inner--\r\n"
    "--outer\r\n"
    "Content-Type: application/pdf; name=\"plan.pdf\"\r\n"
    "Content-Disposition: attachment; filename=\"plan.pdf\"\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "JVBERi0=\r\n"
    "--outer\r\n"
    "Content-Type: text/html; charset=koi8-r\r\n"
    "\r\n"
    "<div>Second <b>part</b></div>\r\n"
    "--outer--\r\n";

TEST_CASE("a message is decoded: names, subject, charsets, alternatives and attachments") {
  const auto sink = read(kMessage);
  REQUIRE(sink.documents.size() == 1);
  const Document& document = sink.documents[0];
  CHECK(document.title == "Письмо from the harbour");
  CHECK(document.authors == std::vector<std::string>{"Zoë Lee", "bo@b.example"});
  CHECK(document.text == "The café is open again.\r\n> Is it?\n\nSecond part");
  CHECK(format_date(document.date.value()) == "2025-05-16T11:05:00Z");
  CHECK(document.type == "email");
  CHECK(document.metadata ==
        Pairs{{"to", "Desk"}, {"message-id", "1@a.example"}, {"attachment", "plan.pdf"}});
}

TEST_CASE("a message of HTML alone gives its text") {
  const auto sink = read(
      "From: a@b.example\nSubject: Hi\nContent-Type: text/html\n\n<p>One</p><p>Two &amp; "
      "three</p>");
  CHECK(sink.documents.at(0).text == "One\n\nTwo & three");
}

TEST_CASE("broken messages are read as far as they go") {
  CHECK(read("no headers at all\n\nbody").documents.size() + read("no headers").skips().size() <=
        2);
  CHECK(read("Subject: only a subject").documents.at(0).title == "only a subject");
  CHECK(read("Subject: \xD0\xFF raw\n\n\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0").documents.size() ==
        1);
  const auto future = read("Subject: x\nDate: Fri, 16 May 2999 14:05:00 +0300\n\ntext");
  CHECK_FALSE(future.documents.at(0).date.has_value());
  CHECK(future.warnings() ==
        std::vector<std::string>{"not a date: Fri, 16 May 2999 14:05:00 +0300"});
  CHECK(read("From: a@b.example\n\n").skips() ==
        std::vector<std::string>{"no text and no subject in the message"});
}

TEST_CASE("a message cut off at any byte is read without harm") {
  for (std::size_t size = 0; size <= kMessage.size(); ++size) {
    const auto sink = read(kMessage.substr(0, size));
    CHECK(sink.documents.size() + sink.skips().size() == 1);
    for (const Document& document : sink.documents) {
      CHECK(simdjson::validate_utf8(document.text));
      CHECK(simdjson::validate_utf8(document.title));
    }
  }
}

TEST_CASE("messages inside messages are refused before they can exhaust the stack") {
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += "Content-Type: message/rfc822\n\n";
  CHECK(read(nested).skips() ==
        std::vector<std::string>{"a message with too many parts inside each other"});
  std::string few;
  for (int i = 0; i < 390; ++i) few += "Subject: x\nContent-Type: message/rfc822\n\n";
  CHECK(read(few + "text").documents.size() == 1);
}

TEST_CASE("mail is told by its headers") {
  CHECK(looks_like_email("Return-Path: <a@b>\nReceived: from x\n by y\nFrom: a@b\n\ntext"));
  CHECK(looks_like_email("From a@b Fri May 16\nFrom: a@b\nTo: c@d\n"));
  CHECK_FALSE(looks_like_email("Note: this is text\nFrom: nobody\n"));
  CHECK_FALSE(looks_like_email("A text.\nFrom: a\nTo: b\n"));
  CHECK_FALSE(looks_like_email(""));
  CHECK_FALSE(looks_like_email("From "));
}

TEST_CASE("every message of a large collection is read or skipped with a reason") {
  const std::filesystem::path folder = std::filesystem::path(KSEARCH_SHARED_DIR) / "inputs/mail";
  if (!std::filesystem::exists(folder)) {
    std::cout << "SKIPPED: no messages in " << folder << "\n";
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    CAPTURE(entry.path());
    FileSource source(entry.path());
    test::CollectingSink sink;
    ReaderInput input = test::input_of(entry.path(), source.peek(4096), &source);
    EmailReader().read(input, sink);
    CHECK(sink.documents.size() + sink.skips().size() == 1);
    for (const Document& document : sink.documents) {
      CHECK(simdjson::validate_utf8(document.text));
      CHECK(simdjson::validate_utf8(document.title));
    }
  }
}

}  // namespace
}  // namespace ksearch
