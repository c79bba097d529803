#include "indexer/readers/email_reader.h"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <filesystem>
#include <iostream>

#include "common/dates.h"
#include "indexer/readers/format.h"
#include "indexer/readers/isolated_readers.h"
#include "indexer/readers/text_lines.h"
#include "tests/readers/collecting_sink.h"
#include "tests/support/folders.h"

namespace ksearch {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

test::CollectingSink read(std::string_view bytes) {
  static const ReaderRegistry kReaders({}, make_isolated_reader);
  return test::read_with(EmailReader(kReaders), "/mail/a.eml", bytes);
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
  CHECK(document.metadata == Pairs{{"to", "Desk"},
                                   {"message-id", "1@a.example"},
                                   {"attachment", "plan.pdf (application/pdf)"}});
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
    CHECK(sink.documents.size() <= 1);
    CHECK(sink.documents.size() + sink.skips().size() >= 1);
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
  const auto sink = read(few + "text");
  CHECK(sink.documents.size() == 5);
  CHECK(sink.documents.back().member == "x/x/x/x");
  CHECK(sink.ignored() == std::vector<std::string>{"x/x/x/x/x: nested too deeply"});
}

const std::string kWithAttachments =
    "From: Ann <a@b.example>\nSubject: The papers\nDate: Fri, 16 May 2025 14:05:00 +0000\n"
    "Content-Type: multipart/mixed; boundary=b\n\n"
    "--b\nContent-Type: text/plain\n\nSee below.\n"
    "--b\nContent-Type: text/html; charset=windows-1251\nContent-Disposition: attachment; "
    "filename=page.html\n\n<title>\xCF\xEE\xF0\xF2</title><p>\xCA\xEE\xF0\xE0\xE1\xEB\xFC</p>\n"
    "--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; "
    "filename=\"notes.md\"\nContent-Transfer-Encoding: base64\n\nIyBOb3RlcwoKVGV4dC4K\n"
    "--b\nContent-Type: image/png\n\nxxxx\n"
    "--b\nContent-Type: application/zip; name=a.odd\n\nxxxx\n"
    "--b\nContent-Type: text/plain\nContent-Disposition: attachment; "
    "filename=\"notes.md\"\n\nAgain.\n"
    "--b\nContent-Type: message/rfc822\n\nFrom: Bo <c@d.example>\nSubject: Inner\n"
    "Content-Type: multipart/mixed; boundary=i\n\n--i\n\nInner text.\n"
    "--i\nContent-Disposition: attachment; filename=deep.txt\n\nDeep.\n--i--\n"
    "--b--\n";

TEST_CASE("attachments of known formats are documents of their own, others are named") {
  const auto sink = read(kWithAttachments);
  std::vector<std::string> found;
  for (const Document& document : sink.documents) {
    CHECK(document.path == "/mail/a.eml");
    found.push_back(document.member + "|" + document.type + "|" + document.title + "|" +
                    std::string(trimmed(document.text)));
  }
  CHECK(found == std::vector<std::string>{
                     "|email|The papers|See below.", "page.html|html|Порт|Корабль",
                     "notes.md|markdown|Notes|Notes\n\nText.", "notes.md (2)|markdown||Again.",
                     "Inner|email|Inner|Inner text.", "Inner/deep.txt|text||Deep."});
  CHECK(sink.ignored() == std::vector<std::string>{"unnamed: unsupported format: image/png",
                                                   "a.odd: unsupported format: odd"});
  REQUIRE(sink.documents.size() == 6);
  CHECK(format_date(sink.documents[1].date.value()) == "2025-05-16T14:05:00Z");
  CHECK(sink.documents[1].metadata == Pairs{{"attached-to", "The papers"}});
  CHECK(sink.documents[0].metadata.at(2) == Pairs::value_type{"attachment", "unnamed (image/png)"});
  CHECK(sink.documents[4].authors == std::vector<std::string>{"Bo"});
}

TEST_CASE("what is encrypted is named, and its headers are read") {
  const std::string pgp =
      "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n"
      "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
      "--b\nContent-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--b--\n";
  const auto with_subject = read("Subject: The papers\n" + pgp);
  CHECK(with_subject.documents.at(0).title == "The papers");
  CHECK(with_subject.documents.at(0).text.empty());
  CHECK(with_subject.ignored() == std::vector<std::string>{"unsupported: an encrypted text"});
  const auto without = read(pgp);
  CHECK(without.documents.empty());
  CHECK(without.skips() == std::vector<std::string>{"unsupported: an encrypted message"});
  const auto smime = read(
      "Subject: The papers\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; "
      "name=smime.p7m\n\nxxxx\n");
  CHECK(smime.documents.at(0).title == "The papers");
  CHECK(smime.ignored() == std::vector<std::string>{
                               "smime.p7m: unsupported: a message encrypted or signed by S/MIME"});
}

TEST_CASE("attachments of a message cut off at any byte are read without harm") {
  for (std::size_t size = 0; size <= kWithAttachments.size(); ++size) {
    CHECK(read(kWithAttachments.substr(0, size)).documents.size() <= 6);
  }
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
  const std::filesystem::path folder = test::shared_folder() / "inputs/mail";
  if (!std::filesystem::exists(folder)) {
    std::cout << "SKIPPED: no messages in " << folder << "\n";
    return;
  }
  const ReaderRegistry readers({}, make_isolated_reader);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    CAPTURE(entry.path());
    FileSource source(entry.path());
    test::CollectingSink sink;
    ReaderInput input = test::input_of(entry.path(), source.peek(4096), &source);
    EmailReader(readers).read(input, sink);
    CHECK(sink.documents.size() + sink.skips().size() >= 1);
    for (const Document& document : sink.documents) {
      CHECK(simdjson::validate_utf8(document.text));
      CHECK(simdjson::validate_utf8(document.title));
    }
  }
}

}  // namespace
}  // namespace ksearch
